using LogoutContracts.Cli.Context;
using LogoutContracts.Tests.Support;

namespace LogoutContracts.Tests.Drafting;

/// <summary><c>init</c> with a recording.</summary>
public sealed class RecordedDrafts
{
    [TestCase("laravel")]
    [TestCase("symphony")]
    [TestCase("crafter", "--set", "username=jane.doe", "--set", "password=correct-horse")]
    [TestCase("edin", "--set", "email=user@example.com", "--set", "password=correct-horse")]
    [TestCase(
        "rocketchat", "--set", "user=myusername", "--set", "password=mypassword", "--set-other", "user=otheruser", "--set-other",
        "password=otherpassword")]
    [TestCase("oauth2", "--set", "username=jane", "--set", "password=correct-horse", "--client", "app:s3cret-of-app")]
    public async Task A_draft_verifies_against_the_recorded_server(string contract, params string[] accounts)
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
            ["verify", "recorded", "--specs", "specs", "--target", mock.Address.ToString(), .. accounts]);
        verified.Code.Should().Be(ExitCodes.Fine, verified.Out + verified.Error);
        verified.Out.Should().Contain(" 0 failed").And.NotContain("inconclusive recorded");
    }

    [TestCase("laravel")]
    [TestCase("symphony")]
    [TestCase("crafter")]
    [TestCase("edin")]
    [TestCase("rocketchat")]
    [TestCase("oauth2")]
    public async Task No_recorded_secret_is_in_any_output(string contract)
    {
        await using var mock = await RunningMock.StartAsync(contract);
        using var browser = new HarRecorder(mock.Address);
        await RecordedFlows.RecordAsync(contract, browser);
        using var command = new CommandLineRun();
        command.Write("calls.har", browser.Har);

        var drafted = await command.RunAsync("init", "calls.har", "--id", "recorded");

        var written = command.Files()["specs/recorded/openapi.yaml"] + drafted.Out + drafted.Error;
        RecordedSecrets.AreNotIn(written, browser.Har);
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
}
