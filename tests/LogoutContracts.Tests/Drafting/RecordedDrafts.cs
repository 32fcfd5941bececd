using System.Text;
using LogoutContracts.Cli.Context;
using LogoutContracts.Tests.Support;

namespace LogoutContracts.Tests.Drafting;

/// <summary><c>init</c> with a recording.</summary>
public sealed class RecordedDrafts
{
    // A password, and what servers issue.
    private const int ShortestSecret = 8;
    private const int ShortestPart = 6;

    [TestCase("laravel")]
    [TestCase("symphony")]
    [TestCase("crafter", "username=jane.doe", "password=correct-horse")]
    [TestCase("edin", "email=user@example.com", "password=correct-horse")]
    public async Task A_draft_verifies_against_the_recorded_server(string contract, params string[] inputs)
    {
        await using var mock = await RunningMock.StartAsync(contract);
        using var browser = new HarRecorder(mock.Address);
        await RecordedFlows.RecordAsync(contract, browser);
        using var command = new CommandLineRun();
        command.Write("calls.har", browser.Har);

        var drafted = await command.RunAsync("init", "calls.har", "--id", "recorded");
        drafted.Should().BeEquivalentTo(new { Code = ExitCodes.Fine, Error = "" });
        drafted.Out.Should().NotContain("open:");
        (await command.RunAsync("lint", "specs")).Code.Should().Be(ExitCodes.Fine);
        var verified = await command.RunAsync(
            ["verify", "recorded", "--specs", "specs", "--target", mock.Address.ToString(),
                .. inputs.SelectMany(input => new[] { "--set", input })]);
        verified.Code.Should().Be(ExitCodes.Fine, verified.Out + verified.Error);
        verified.Out.Should().Contain(" 0 failed").And.NotContain("inconclusive recorded");
    }

    [TestCase("laravel")]
    [TestCase("symphony")]
    [TestCase("crafter")]
    [TestCase("edin")]
    public async Task No_recorded_secret_is_in_any_output(string contract)
    {
        await using var mock = await RunningMock.StartAsync(contract);
        using var browser = new HarRecorder(mock.Address);
        await RecordedFlows.RecordAsync(contract, browser);
        using var command = new CommandLineRun();
        command.Write("calls.har", browser.Har);

        var drafted = await command.RunAsync("init", "calls.har", "--id", "recorded");

        var written = command.Files()["specs/recorded/openapi.yaml"] + drafted.Out + drafted.Error;
        var secrets = SecretsIn(browser.Har).ToList();
        secrets.Should().NotBeEmpty();
        foreach (var form in secrets.SelectMany(FormsOf))
        {
            for (var i = 0; i + ShortestPart <= form.Length; i++)
                written.Should().NotContain(form.Substring(i, ShortestPart));
        }
    }

    [Test]
    public async Task Chromes_default_export_is_explained()
    {
        using var command = new CommandLineRun();
        command.Write("calls.har", """
            { "log": { "entries": [
              { "request": { "method": "POST", "url": "https://a.example/login", "headers": [], "cookies": [] },
                "response": { "status": 200, "headers": [], "content": { "mimeType": "application/json", "text": "{}" } } },
              { "request": { "method": "POST", "url": "https://a.example/logout", "headers": [], "cookies": [] },
                "response": { "status": 204, "headers": [], "content": {} } } ] } }
            """);

        var drafted = await command.RunAsync("init", "calls.har");

        drafted.Code.Should().Be(ExitCodes.UsedWrongly);
        drafted.Error.Should().Contain("Allow to generate HAR with sensitive data");
        command.Files().Should().ContainSingle();
    }

    [TestCase("")]
    [TestCase("{}")]
    [TestCase("""{ "log": { "entries": 1 } }""")]
    [TestCase("""{ "log": { "entries": [1, {}, { "request": { "url": 1 }, "response": {} }] } }""")]
    public async Task Other_files_are_refused(string text)
    {
        using var command = new CommandLineRun();
        command.Write("calls.har", text);

        var drafted = await command.RunAsync("init", "calls.har");

        drafted.Code.Should().Be(ExitCodes.UsedWrongly);
        drafted.Error.Should().StartWith("error: ").And.Contain("calls.har");
    }

    /// <summary>Passwords, tokens and cookies in a recording, by the names of fields, headers and cookies in our mocks.</summary>
    private static IEnumerable<string> SecretsIn(string har) => System.Text.RegularExpressions.Regex.Matches(
        har,
        @"(?:\\u0022(?:token|password)\\u0022: ?\\u0022|name=\\u0022(?:token|password)\\u0022\\r\\n\\r\\n|JSESSIONID=|SID=|Bearer |code=)"
            + "(?<secret>[A-Za-z0-9|_-]+)",
        System.Text.RegularExpressions.RegexOptions.ExplicitCapture)
        .Select(match => match.Groups["secret"].Value).Where(secret => secret.Length >= ShortestSecret).Distinct(StringComparer.Ordinal);

    private static IEnumerable<string> FormsOf(string secret) =>
        [secret, Uri.EscapeDataString(secret), Convert.ToBase64String(Encoding.UTF8.GetBytes(secret)).TrimEnd('=')];
}
