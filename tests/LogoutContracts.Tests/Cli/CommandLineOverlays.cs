using System.Text.Json.Nodes;
using LogoutContracts.Cli.Context;
using LogoutContracts.Cli.Serve;
using LogoutContracts.Mocks.Plans;
using LogoutContracts.Specs;
using LogoutContracts.Testing;
using LogoutContracts.Tests.Support;
using LogoutContracts.Verification.Http;

namespace LogoutContracts.Tests.Cli;

/// <summary>The option <c>--overlay</c> of each verb that has it, and the verb <c>show</c>.</summary>
public sealed class CommandLineOverlays : IDisposable
{
    private const string Variant = "rocketchat.logoutMySession.session-unknown";

    private static readonly string Learned = File.ReadAllText(
        SourceTree.PathOf("tests", "LogoutContracts.Tests", "Samples", "overlays", "learned.overlay.yaml"));

    // The messages list contracts, so the tests choose which there are.
    private readonly CommandLineRun command = new()
    {
        BuiltIn = () => [.. SpecCatalog.BuiltInFiles().Where(
            files => files.Spec.Name is "specs/edin/openapi.yaml" or "specs/laravel/openapi.yaml" or "specs/rocketchat/openapi.yaml")],
    };

    public CommandLineOverlays() => command.Write("learned.overlay.yaml", Learned);

    [Test]
    public async Task An_observation_is_served_and_verified()
    {
        await using var serving = await ServeRun.StartInAsync(
            command.Folder, ["serve", "rocketchat", "--overlay", "learned.overlay.yaml", "--port-base", "0"]);
        string[] verify = ["verify", "rocketchat", "--target", serving.AddressOf("rocketchat"), "--only", Variant];

        var without = await command.RunAsync(verify);
        without.Code.Should().Be(ExitCodes.ContractDoesNotHold);
        without.Out.Should().Contain("410");
        (await command.RunAsync([.. verify, "--overlay", "learned.overlay.yaml"])).Should()
            .BeEquivalentTo(
                new { Code = ExitCodes.Fine, Error = $"rocketchat: expect about 16 requests and 3 logins{Environment.NewLine}" });
    }

    [Test]
    public async Task An_observation_is_listed_with_its_target_and_date()
    {
        var listed = await command.RunAsync("list", "rocketchat", "--format", "json", "--overlay", "learned.overlay.yaml");

        listed.Code.Should().Be(ExitCodes.Fine, listed.Error);
        var variant = JsonNode.Parse(listed.Out)!.AsArray().Single(each => (string)each!["variant"]! is "session-unknown")!;
        ((int)variant["expected"]!["status"]!).Should().Be(410);
        variant["basis"]!["status"]!.ToJsonString().Should().Be(
            """{"kind":"observed","place":"https://chat.example.com, 2026-11-28","link":null}""");
        ((string)variant["basis"]!["headers"]!["kind"]!).Should().Be("vendor");
    }

    [Test]
    public async Task A_variant_that_an_overlay_adds_is_in_the_overlay()
    {
        command.Write("added.overlay.yaml", Overlay("rocketchat", "$.paths['/api/v1/sessions/logout.me'].post['x-variants']", """
            another: { summary: Another answer, instead: session-unknown, expect: { status: 400, example: session-id-missing },
                  then: { caller: active }, volatile: [header X-RateLimit-Remaining, header X-RateLimit-Reset], basis: assumption }
            """));

        (await command.RunAsync("list", "rocketchat", "--overlay", "added.overlay.yaml")).Out
            .Should().Contain("rocketchat logoutMySession another  added.overlay.yaml:6\n");
        var report = await command.RunAsync(
            "verify", "rocketchat", "--mock", "--overlay", "added.overlay.yaml", "--only", "*.another", "--report", "json=report.json");
        report.Code.Should().Be(ExitCodes.Fine, report.Out + report.Error);
        command.Files()["report.json"].Should().Contain("\"file\": \"added.overlay.yaml\"");
    }

    [Test]
    public async Task Stubs_are_generated_with_overlays_into_a_folder_of_their_own()
    {
        (await command.RunAsync("generate", "--output", "stubs", "--overlay", "learned.overlay.yaml")).Code.Should().Be(ExitCodes.Fine);
        command.Files().Should().Contain(file =>
            file.Key.StartsWith("stubs/rocketchat/wiremock/mappings/", StringComparison.Ordinal)
            && file.Value.Contains("No such session", StringComparison.Ordinal));
        (await command.RunAsync("generate", "--output", "stubs", "--check")).Code.Should().Be(ExitCodes.ContractDoesNotHold);
        var error = $"error: {CommonErrors.OptionNeeds("--overlay", "--output")}{Environment.NewLine}";
        (await command.RunAsync("generate", "--overlay", "learned.overlay.yaml")).Should()
            .BeEquivalentTo(new { Code = ExitCodes.UsedWrongly, Error = error });
    }

    [Test]
    public async Task Overlays_are_linted_with_the_spec()
    {
        command.Write("own/rocketchat/openapi.yaml", OwnSpecs.TextOf("rocketchat"));
        (await command.RunAsync("lint", "own", "--overlay", "learned.overlay.yaml")).Should()
            .BeEquivalentTo(new { Code = ExitCodes.Fine, Error = "" });

        command.Write("bad.overlay.yaml", Overlay("rocketchat", "$.paths['/api/v1/me'].get['x-variants'].live", "expect: { status: 700 }"));
        var bad = await command.RunAsync("lint", "own", "--overlay", "bad.overlay.yaml");
        bad.Code.Should().Be(ExitCodes.UsedWrongly);
        bad.Out.Should().MatchRegex(@"^bad\.overlay\.yaml:6:\d+ \(on own/rocketchat/openapi\.yaml:\d+\): out-of-range");
        var json = await command.RunAsync("lint", "own", "--overlay", "bad.overlay.yaml", "--format", "json");
        var problem = JsonNode.Parse(json.Out)![0]!["problems"]![0]!;
        ((string)problem["file"]!).Should().Be("bad.overlay.yaml");
        ((string)problem["appliedTo"]!["file"]!).Should().Be("own/rocketchat/openapi.yaml");
    }

    [Test]
    public async Task The_audit_reads_the_contract_with_its_overlays()
    {
        command.Write("gone.overlay.yaml", Overlay("edin", "$.paths['/none']", "summary: None"));

        (await command.RunAsync("audit", "edin", "--overlay", "gone.overlay.yaml")).Error.Should().Contain("target-selects-nothing");
        (await command.RunAsync("audit", "rocketchat", "--overlay", "learned.overlay.yaml")).Code.Should().Be(ExitCodes.Fine);
    }

    [Test]
    public async Task Overlays_are_applied_in_the_order_of_the_command_line()
    {
        const string Logout = "$.paths['/api/v1/sessions/logout.me'].post";
        command.Write(
            "later.overlay.yaml",
            Overlay("rocketchat", $"{Logout}['x-variants']['session-unknown'].expect", "headers: { X-Later: x }"));
        command.Write(
            "first.overlay.yaml", Overlay("rocketchat", $"{Logout}.responses['410']", "description: Needs the other one"));

        string[] overlays = ["--overlay", "learned.overlay.yaml", "--overlay", "later.overlay.yaml", "--overlay", "first.overlay.yaml"];
        (await command.RunAsync(["show", "rocketchat", .. overlays])).Out
            .Should().Contain("description: Needs the other one").And.Contain("X-Later: x");
        (await command.RunAsync("show", "rocketchat", "--overlay", "first.overlay.yaml", "--overlay", "learned.overlay.yaml")).Error
            .Should().Contain("target-selects-nothing").And.Contain("first.overlay.yaml:5:5");
    }

    [Test]
    public async Task Show_names_the_origin_of_each_part()
    {
        var shown = await command.RunAsync("show", "rocketchat", "--overlay", "learned.overlay.yaml", "--origin");

        shown.Code.Should().Be(ExitCodes.Fine, shown.Error);
        shown.Out.Should().Contain("status: 410  # learned.overlay.yaml:21\n")
            .And.StartWith("openapi: '3.1.1'  # specs/rocketchat/openapi.yaml:2\n");
        (await command.RunAsync("show", "rocketchat")).Out.Should().NotContain("  # ");
    }

    [Test]
    public async Task Errors_say_what_to_do()
    {
        command.Write("several.overlay.yaml", Learned.Replace("rocketchat/openapi.yaml", "openapi.yaml", StringComparison.Ordinal));
        command.Write("bad.overlay.yaml", "overlay: 1.0.0\n");
        string[][] lines =
        [
            ["show", "edin", "--overlay", "learned.overlay.yaml"],
            ["serve", "edin", "laravel", "--overlay", "learned.overlay.yaml"],
            ["list", "--overlay", "several.overlay.yaml"],
            ["list", "--overlay", "none.overlay.yaml"],
            ["list", "--overlay", "bad.overlay.yaml"],
            ["show", "rocketchatt", "--overlay", "learned.overlay.yaml"],
            ["show"],
        ];
        var said = new List<string>();
        foreach (var line in lines)
        {
            var result = await command.RunAsync(line);
            result.Code.Should().Be(ExitCodes.UsedWrongly);
            said.Add($"{string.Join(' ', line)}\n{result.Error.ReplaceLineEndings("\n")}");
        }

        await Snapshot.Verify(string.Join('\n', said), $"{nameof(CommandLineOverlays)}.errors");
        (await command.RunAsync("show", "rocketchat", "--overlay", "several.overlay.yaml")).Code.Should()
            .Be(ExitCodes.Fine, "only one contract is selected");
    }

    [Test]
    public async Task An_edited_overlay_is_soon_live()
    {
        await using var serving = await ServeRun.StartInAsync(
            command.Folder, ["serve", "rocketchat", "--overlay", "learned.overlay.yaml", "--watch", "--port-base", "0"]);
        using var wire = new RawHttpClient();
        var unknown = Plans.Of("rocketchat").Find("logoutMySession", "session-unknown").SeededRequest();
        (await StatusAsync()).Should().Be(410);

        command.Write("learned.overlay.yaml", Learned.Replace("410", "418", StringComparison.Ordinal));
        await serving.SaysAsync("reloaded rocketchat (specs/rocketchat/openapi.yaml)");
        (await StatusAsync()).Should().Be(418);

        command.Write("learned.overlay.yaml", Learned.Replace("post.responses\n", "post.answers\n", StringComparison.Ordinal));
        await serving.SaysAsync(WatchErrors.KeepsOldContract("rocketchat"));
        serving.Error.Should().Contain("learned.overlay.yaml:9:5: target-selects-nothing");
        (await StatusAsync()).Should().Be(418);

        async Task<int> StatusAsync() => (await wire.SendAsync(new(serving.AddressOf("rocketchat")), unknown)).Response.Status;
    }

    public void Dispose() => command.Dispose();

    private static string Overlay(string contract, string target, string update) =>
        $"overlay: 1.0.0\ninfo: {{ title: Fix, version: 1.0.0 }}\nextends: {contract}/openapi.yaml\nactions:\n"
        + $"  - target: {target}\n    update: {{ {update} }}\n";
}
