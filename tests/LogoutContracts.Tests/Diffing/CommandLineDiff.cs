using System.Text.Json;
using LogoutContracts.Tests.Support;

namespace LogoutContracts.Tests.Diffing;

/// <summary>The verb <c>diff</c>.</summary>
public sealed class CommandLineDiff
{
    private const string LoggedOut = "Max-Age=0 } }\n          then: { caller: ended }";
    private const string Greeting = "note: Hello";

    private static readonly (string, string) Survival = (LoggedOut, LoggedOut.Replace("ended", "active", StringComparison.Ordinal));
    private static readonly (string, string) Wording = (Greeting, "note: Welcome");

    [Test]
    public async Task Other_order_words_and_folders_are_no_change()
    {
        using var run = Write(
            ("The session ends, and the cookie is deleted.", "The end."), ("operationId: logoutAll", "operationId: endAll"),
            ("        logged-out:", "        bye:"), ("{ name: Jane, sessions: 3,", "{ sessions: 3, name: Jane,"));

        var result = await run.RunAsync("diff", "old", "new/moved");

        result.Should().Be(new CommandLineResult(0, $"No changes.{Environment.NewLine}", ""));
    }

    [Test]
    public async Task A_session_that_survives_is_shown_with_a_request_that_two_mocks_answered()
    {
        using var run = Write(Survival);

        var result = await run.RunAsync("diff", "old", "new/moved/openapi.yaml");

        result.Code.Should().Be(1);
        result.Out.Should().StartWith("ERROR session-survives: shop POST /logout (1, 2)")
            .And.Contain("requests      caller active").And.Contain("The caller's token was ended by it, and now stays active.")
            .And.Contain("old           old/openapi.yaml:136").And.Contain("new           new/moved/openapi.yaml:136")
            .And.Contain("> POST /logout").And.Contain("afterwards, the probe of a session got 401 and 200")
            .And.EndWith($"1 error.{Environment.NewLine}");
    }

    [TestCase("error", 0)]
    [TestCase("warning", 0)]
    [TestCase("note", 1)]
    public async Task The_level_that_fails_can_be_chosen(string level, int code)
    {
        using var run = Write(Wording);

        (await run.RunAsync("diff", "old", "new/moved", "--fail-on", level)).Code.Should().Be(code);
    }

    [Test]
    public async Task Releases_of_a_contract_can_be_compared()
    {
        using var run = new CommandLineRun();

        var result = await run.RunAsync("diff", "rocketchat@7", "rocketchat@8");

        result.Code.Should().Be(1);
        result.Out.Should().Contain("ERROR answer-part-removed: rocketchat (7 → 8)");
    }

    [Test]
    public async Task What_cannot_be_judged_is_never_no_change()
    {
        using var run = WriteBoth([Values("a")], [Values("b")]);

        var result = await run.RunAsync("diff", "old", "new/moved");

        result.Code.Should().Be(2);
        result.Out.Should().Contain("could not judge").And.Contain("shop, GET /me/{part}: its rules tell")
            .And.Contain("so there may be more");
    }

    [TestCase("old", "diff requires OLD and NEW")]
    [TestCase("old nope", "'nope' is neither a file or folder nor a contract")]
    [TestCase("old specs/none", "'specs/none' does not exist")]
    [TestCase("old rocketchat@9", "'rocketchat' has no release '9'")]
    [TestCase("old edin@1", "answers alike in all releases")]
    [TestCase("old new --fail-on never", "never")]
    [TestCase("old new --fial-on error", "Unrecognized command or argument '--fial-on'")]
    [TestCase("--explain session-survive", "Did you mean 'session-survives'?")]
    public async Task Wrong_usage_is_explained(string args, string message)
    {
        using var run = Write();

        var result = await run.RunAsync(["diff", .. args.Split(' ')]);

        result.Code.Should().Be(2);
        result.Error.Should().Contain(message);
        result.Out.Should().BeEmpty();
    }

    [Test]
    public async Task A_spec_that_cannot_be_read_is_not_compared()
    {
        using var run = Write();
        await File.WriteAllTextAsync(run.PathOf("new/moved/openapi.yaml"), "openapi: 3.1.1\n");

        (await run.RunAsync("diff", "old", "new/moved")).Code.Should().Be(2);
    }

    [Test]
    public async Task The_fingerprint_in_SARIF_stays_when_lines_and_words_change()
    {
        using var run = Write(Survival, Wording);
        await run.RunAsync("diff", "old", "new/moved", "--report",
            "sarif=one.sarif,junit=one.xml,json=one.json,markdown=one.md,html=one.html");
        await File.WriteAllTextAsync(
            run.PathOf("new/moved/openapi.yaml"),
            "# More lines.\n\n" + DiffedSpecs.Edited(await File.ReadAllTextAsync(run.PathOf("new/moved/openapi.yaml")),
                ("The session ends", "It ends")));
        await run.RunAsync("diff", "old", "new/moved", "--report", "sarif=two.sarif");

        var (one, two) = (Results(run, "one.sarif"), Results(run, "two.sarif"));
        one.Select(result => (result.Rule, result.Level)).Should()
            .BeEquivalentTo([("session-survives", "error"), ("answer-text-changed", "note")]);
        two.Select(result => result.Fingerprint).Should().BeEquivalentTo(one.Select(result => result.Fingerprint));
        foreach (var file in (string[])["one.xml", "one.json", "one.md", "one.html"])
            (await File.ReadAllTextAsync(run.PathOf(file))).Should().Contain("session-survives", file);
    }

    [Test]
    public async Task A_spec_cannot_write_workflow_commands()
    {
        using var run = Write((Greeting, "note: \"x\\n::error::forged\\n::set-output name=a::b\""));

        var result = await run.RunAsync("diff", "old", "new/moved", "--report", "github");

        result.Out.Split('\n').Should().NotContain(line => line.TrimStart().StartsWith("::error::", StringComparison.Ordinal)
            || line.TrimStart().StartsWith("::set-output", StringComparison.Ordinal));
        result.Out.Should().Contain("::notice file=new/moved/openapi.yaml,line=");
    }

    [Test]
    public async Task Passwords_and_credentials_are_hashed()
    {
        using var run = Write(("name: Jane, count", "name: 7, count"));

        var result = await run.RunAsync("diff", "old", "new/moved");

        result.Out.Should().Contain("answer-type-changed").And.Contain("\"password\":\"sha256:").And.NotContain("correct-horse");
    }

    private static (string, string) Values(string prefix) =>
        ("        live:\n", string.Concat(Enumerable.Range(0, 40).Select(i => Variant($"{prefix}{i}"))) + "        live:\n");

    private static string Variant(string value) => $$"""
                {{value}}:
                  summary: One.
                  given: { caller: active }
                  match: { caller: active, headers: { X-V: {{value}} } }
                  send: { headers: { X-V: {{value}} } }
                  expect: { status: 402, example: refused }
                  then: { caller: active }
                  basis: [document, Me]

        """;

    private static CommandLineRun Write(params (string Old, string New)[] edits) => WriteBoth([], edits);

    private static CommandLineRun WriteBoth((string Old, string New)[] old, (string Old, string New)[] @new)
    {
        var run = new CommandLineRun();
        Directory.CreateDirectory(run.PathOf("old"));
        Directory.CreateDirectory(run.PathOf("new/moved"));
        File.WriteAllText(run.PathOf("old/openapi.yaml"), DiffedSpecs.Edited(DiffedSpecs.Shop, old));
        File.WriteAllText(run.PathOf("new/moved/openapi.yaml"), DiffedSpecs.Edited(DiffedSpecs.Shop, @new));
        return run;
    }

    private static List<(string Rule, string Level, string Fingerprint)> Results(CommandLineRun run, string file)
    {
        using var json = JsonDocument.Parse(File.ReadAllText(run.PathOf(file)));
        return [.. json.RootElement.GetProperty("runs")[0].GetProperty("results").EnumerateArray().Select(result => (
            result.GetProperty("ruleId").GetString()!, result.GetProperty("level").GetString()!,
            result.GetProperty("partialFingerprints").GetProperty("logoutContractsCase/v1").GetString()!))];
    }
}
