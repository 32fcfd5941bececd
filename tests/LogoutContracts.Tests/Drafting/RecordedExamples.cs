using LogoutContracts.Cli.Context;
using LogoutContracts.Tests.Support;

namespace LogoutContracts.Tests.Drafting;

/// <summary><c>init</c> with an OpenAPI file and a recording of the same API.</summary>
public sealed class RecordedExamples : IDisposable
{
    private readonly CommandLineRun command = new();

    [TestCase("laravel")]
    [TestCase("symphony")]
    [TestCase("crafter", "--set", "username=jane.doe", "--set", "password=correct-horse")]
    [TestCase("edin", "--set", "email=user@example.com", "--set", "password=correct-horse")]
    public async Task The_overlay_has_the_recorded_answers(string contract, params string[] accounts)
    {
        await using var mock = await RunningMock.StartAsync(contract);
        var (_, overlay) = await DraftAsync(mock);

        overlay.Should().Contain($"[observed, '{mock.Address.GetLeftPart(UriPartial.Authority)}, 2026-11-28']");
        var linted = await command.RunAsync("lint", "--strict", "specs");
        linted.Code.Should().Be(ExitCodes.Fine, linted.Out);
        var verified = await command.RunAsync(
            ["verify", "recorded", "--specs", "specs", "--target", mock.Address.ToString(), "--skip", "*.negative.*", .. accounts]);
        verified.Code.Should().Be(ExitCodes.Fine, verified.Out + verified.Error);
        verified.Out.Should().Contain(" 0 failed");
    }

    [TestCase(
        "rocketchat", "POST /api/v1/login", "POST /api/v1/sessions/logout.me", "GET /api/v1/me", "two-headers",
        "Does 'sessionId' in the request name the session that the logout ends? The draft says that it ends the caller's.")]
    [TestCase(
        "oauth2", "POST /token", "POST /revoke", "GET /userinfo", "bearer",
        "Which OAuth client sends the requests? Add it to 'clients', and 'client: [client_secret_basic]' to 'x-session'.")]
    public async Task The_rest_is_asked(string contract, string login, string logout, string probe, string preset, string question)
    {
        await using var mock = await RunningMock.StartAsync(contract);
        var (drafted, overlay) = await DraftAsync(mock);

        drafted.Split('\n').Skip(1).TakeWhile(line => line is not "Next:").Should().Equal(
            $"  login:   {login}", $"  logout:  {logout}", $"  probe:   {probe}", $"open: {question}");
        overlay.Should().ContainAll($"use: {preset}", "[observed, '");
        var linted = await command.RunAsync("lint", "specs");
        linted.Code.Should().Be(ExitCodes.Fine, linted.Out);
    }

    [Test]
    public async Task A_recording_of_another_API_is_refused()
    {
        await using var mock = await RunningMock.StartAsync("laravel");
        using var browser = new HarRecorder(mock.Address);
        await RecordedFlows.RecordAsync("laravel", browser);
        command.Write("calls.har", browser.Har);
        command.Write("vendor.yaml", OpenApiDrafts.Vendor);

        var refused = await command.RunAsync("init", "vendor.yaml", "calls.har");
        refused.Code.Should().Be(ExitCodes.UsedWrongly);
        refused.Error.Should().Contain(
            "'calls.har': its login, GET /api/v1/auth/github/callback, is not an operation of the OpenAPI file");
        (await command.RunAsync("init", "vendor.yaml", "other.yaml", "calls.har")).Error.Should()
            .Contain("'vendor.yaml', 'other.yaml' are too many");
        command.Files().Should().HaveCount(2);
    }

    /// <summary>Drafts from the contract's OpenAPI file and a recording of a mock.</summary>
    /// <returns>What is printed, and the overlay. Neither has a secret.</returns>
    private async Task<(string Printed, string Overlay)> DraftAsync(RunningMock mock)
    {
        var contract = mock.Plan.Contract.Id;
        using var browser = new HarRecorder(mock.Address);
        await RecordedFlows.RecordAsync(contract, browser);
        command.Write("calls.har", browser.Har);
        command.Write("vendor.json", BareSpecs.Of(contract).ToJsonString());
        var drafted = await command.RunAsync("init", "vendor.json", "calls.har", "--id", "recorded");
        drafted.Should().BeEquivalentTo(new { Code = ExitCodes.Fine, Error = "" });
        var overlay = command.Files()["specs/recorded/contract.overlay.yaml"];
        RecordedSecrets.AreNotIn(overlay + drafted.Out, browser.Har);
        return (drafted.Out, overlay);
    }

    public void Dispose() => command.Dispose();
}
