using System.Diagnostics;
using LogoutContracts.Cli.Context;
using LogoutContracts.Tests.Support;
using LogoutContracts.Verification;

namespace LogoutContracts.Tests.Cli;

/// <summary>Contracts over a vendor's OpenAPI file that stays as it is.</summary>
public sealed class CommandLineContractOverlays : IDisposable
{
    private readonly CommandLineRun command = new();

    public CommandLineContractOverlays()
    {
        command.Write("specs/vendor/openapi.yaml", Sample("good.base.yaml"));
        command.Write("specs/vendor/good.definitions.yaml", Sample("good.definitions.yaml"));
        command.Write(
            "specs/notes/contract.overlay.yaml",
            Sample("good.contract.overlay.yaml").Replace("good.base.yaml", "../vendor/openapi.yaml", StringComparison.Ordinal));
    }

    [TestCase("specs", TestName = "The folder of all contracts, in which the vendor's file is no contract")]
    [TestCase("specs/notes", TestName = "The folder of the contract")]
    [TestCase("specs/notes/contract.overlay.yaml", TestName = "The file")]
    public async Task Every_verb_takes_it(string specs)
    {
        (await RunAsync("lint", specs)).Should().Be("specs/notes/contract.overlay.yaml ok: 3 operations, 7 variants\n");
        (await RunAsync("list", "notes", "--specs", specs)).Should()
            .Contain("notes logout ended  specs/notes/contract.overlay.yaml:57").And.Contain("'http://127.0.0.1:9199/v2/session'");
        (await RunAsync("verify", "notes", "--mock", "--specs", specs)).Should().Contain(" 0 failed").And.Contain("7 of 7 variants");
        (await RunAsync("audit", "notes", "--mock", "--specs", specs)).Should().Contain(" 0 failed");
        await RunAsync("generate", "--output", "stubs", "--specs", specs);
        var shown = await RunAsync("show", "notes", "--specs", specs);
        shown.Should().StartWith("openapi: '3.1.1'").And.Contain("/v2/login:").And.NotContain("/notes");

        command.Write("shown/notes/openapi.yaml", shown);
        (await RunAsync("show", "notes", "--specs", "shown")).Should().Be(shown);
        await RunAsync("generate", "--output", "again", "--specs", "shown");
        var files = command.Files();
        var stubs = files.Where(file => file.Key.StartsWith("stubs/", StringComparison.Ordinal)).ToList();
        stubs.Should().HaveCountGreaterThan(3);
        foreach (var (path, text) in stubs)
            files[path.Replace("stubs/", "again/", StringComparison.Ordinal)].Should().Be(text);
    }

    [Test]
    public async Task Workflows_can_refer_to_it()
    {
        command.Write("specs/notes/workflows.arazzo.yaml", """
            arazzo: 1.0.1
            info: { title: Notes, version: 1.0.0 }
            sourceDescriptions: [{ name: notes, url: ./contract.overlay.yaml, type: openapi }]
            workflows:
              - workflowId: session
                steps:
                  - stepId: login
                    operationId: login
                    requestBody: { payload: { user: ada } }
                    successCriteria: [{ condition: $statusCode == 200 }]
            """);
        (await RunAsync("run", "specs/notes/workflows.arazzo.yaml")).Should().Contain("session");
        (await RunAsync("lint", "specs")).Should().EndWith("7 variants\n");
    }

    [Test]
    public void A_test_library_takes_it() =>
        ProviderContract.Read(command.PathOf("specs/notes")).Cases.Should().HaveCountGreaterThan(6);

    [Test]
    public async Task A_path_of_the_vendor_that_is_not_covered_is_not_answered_like_a_wrong_method()
    {
        await using var serving = await ServeRun.StartInAsync(command.Folder, ["serve", "--specs", "specs", "--port-base", "0"]);
        using var client = new HttpClient { BaseAddress = new(serving.AddressOf("notes")) };
        (await client.PutAsync("/v2/session", null)).StatusCode.Should().Be(System.Net.HttpStatusCode.MethodNotAllowed);
        (await client.GetAsync("/v2/session")).StatusCode.Should().NotBe(System.Net.HttpStatusCode.MethodNotAllowed);
        (await client.GetAsync("/v2/notes")).StatusCode.Should().Be(System.Net.HttpStatusCode.NotFound);
    }

    [Test]
    public async Task A_change_of_any_file_is_soon_live()
    {
        command.Write("vendor/openapi.yaml", Sample("good.base.yaml"));
        command.Write("vendor/good.definitions.yaml", Sample("good.definitions.yaml"));
        Directory.Delete(command.PathOf("specs/vendor"), recursive: true);
        var contract = File.ReadAllText(command.PathOf("specs/notes/contract.overlay.yaml"));
        command.Write(
            "specs/notes/contract.overlay.yaml", contract.Replace("../vendor/", "../../vendor/", StringComparison.Ordinal));
        await using var serving = await ServeRun.StartInAsync(command.Folder, ["serve", "--specs", "specs", "--watch", "--port-base", "0"]);

        command.Write("vendor/openapi.yaml", Sample("good.base.yaml").Replace("default: v2", "default: v3", StringComparison.Ordinal));
        await serving.SaysAsync("reloaded notes (specs/notes/contract.overlay.yaml)");
        using var client = new HttpClient { BaseAddress = new(serving.AddressOf("notes")) };
        (await client.GetAsync("/v3/me")).StatusCode.Should().Be(System.Net.HttpStatusCode.Unauthorized);

        File.Delete(command.PathOf("vendor/good.definitions.yaml"));
        await serving.SaysAsync("unreadable-reference");
        command.Write("vendor/good.definitions.yaml", Sample("good.definitions.yaml"));
    }

    [TestCase("../outside.yaml#/Refused", "it is outside the folder of the OpenAPI file")]
    [TestCase("link.yaml#/Refused", "'link.yaml' is a symbolic link")]
    [TestCase("folder/outside.yaml#/Refused", "'folder' is a symbolic link")]
    [TestCase("pipe.yaml#/Refused", "'pipe.yaml' is empty, or a pipe or device; expected a regular file with content")]
    [TestCase("none.yaml#/Refused", "there is no such file")]
    public async Task A_downloaded_file_cannot_make_us_read_others(string reference, string reason)
    {
        command.Write("specs/outside.yaml", Sample("good.definitions.yaml"));
        File.CreateSymbolicLink(command.PathOf("specs/vendor/link.yaml"), command.PathOf("specs/outside.yaml"));
        Directory.CreateSymbolicLink(command.PathOf("specs/vendor/folder"), command.PathOf("specs"));
        using (var pipe = Process.Start("mkfifo", command.PathOf("specs/vendor/pipe.yaml")))
            await pipe.WaitForExitAsync();
        command.Write(
            "specs/vendor/openapi.yaml",
            Sample("good.base.yaml").Replace("good.definitions.yaml#/Refused", reference, StringComparison.Ordinal));

        var run = await command.RunAsync("lint", "specs");
        run.Code.Should().Be(ExitCodes.UsedWrongly);
        run.Out.Should().Contain($"$ref '{reference}', but {reason}");
    }

    [TestCase("missing.yaml", "there is no such file")]
    [TestCase("vendor", "'extends: ../vendor', but ")]
    public async Task A_missing_vendor_file_is_reported_where_it_is_named(string extends, string reason)
    {
        var contract = File.ReadAllText(command.PathOf("specs/notes/contract.overlay.yaml"));
        command.Write("specs/notes/contract.overlay.yaml", contract.Replace("vendor/openapi.yaml", extends, StringComparison.Ordinal));
        var run = await command.RunAsync("lint", "specs/notes");
        run.Out.Should().StartWith("specs/notes/contract.overlay.yaml:4:1: unreadable-base").And.Contain(reason);
    }

    [Test]
    public async Task All_unruled_requests_can_be_listed()
    {
        var contract = File.ReadAllText(command.PathOf("specs/notes/contract.overlay.yaml"));
        command.Write(
            "specs/notes/contract.overlay.yaml",
            contract.Replace("match: { caller: [absent, unknown, ended] }", "match: { caller: ended }", StringComparison.Ordinal));
        var (some, all) = (await command.RunAsync("lint", "specs"), await command.RunAsync("lint", "--all", "--specs", "specs"));
        some.Out.Should().Contain("a request with caller absent (and 1 more)").And.NotContain("also:");
        all.Out.Should().Contain("  also:     caller unknown");
        (await command.RunAsync("lint", "--all", "--format", "json", "specs")).Out.ReplaceLineEndings("").Should()
            .MatchRegex("\"also\": \\[ *\"caller unknown\" *\\]");
    }

    [Test]
    public async Task Questions_are_warnings()
    {
        var contract = File.ReadAllText(command.PathOf("specs/notes/contract.overlay.yaml"));
        command.Write(
            "specs/notes/contract.overlay.yaml",
            contract.Replace(
                "        session:\n", "        questions: [Which status has it?]\n        session:\n", StringComparison.Ordinal));

        (await RunAsync("lint", "specs")).Should()
            .Contain("contract.overlay.yaml:12:21 (on specs/vendor/openapi.yaml:2): warning: open-question\n")
            .And.Contain("  found:    Which status has it?")
            .And.EndWith("ok: 3 operations, 7 variants, 1 warning\n");
        (await RunAsync("lint", "--format", "json", "specs")).Should().Contain("\"severity\": \"warning\"");
        var strict = await command.RunAsync("lint", "--strict", "specs");
        (strict.Code, strict.Error).Should().Be((
            ExitCodes.ContractDoesNotHold,
            $"error: 1 warning, which --strict does not allow; fix it as described above, or omit the option.{Environment.NewLine}"));
    }

    public void Dispose() => command.Dispose();

    private static string Sample(string name) => File.ReadAllText(SourceTree.PathOf("tests", "LogoutContracts.Tests", "BadSpecs", name));

    private async Task<string> RunAsync(params string[] args)
    {
        var run = await command.RunAsync(args);
        run.Code.Should().Be(ExitCodes.Fine, $"{run.Out}{run.Error}");
        return run.Out.ReplaceLineEndings("\n");
    }
}
