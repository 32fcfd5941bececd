using LogoutContracts.Mocks.Plans;
using LogoutContracts.Mocks.Requests;
using LogoutContracts.Specs.Model;
using LogoutContracts.Specs.Primitives;
using LogoutContracts.Tests.Mocks;
using LogoutContracts.Tests.Support;
using LogoutContracts.Verification.Audit;
using LogoutContracts.Verification.Http;
using LogoutContracts.Verification.Results;
using LogoutContracts.Verification.Running;

namespace LogoutContracts.Tests.MockServer;

/// <summary>Tokens in forms, JSON bodies, queries and paths, as requests of other people's clients have them.</summary>
public sealed class TokenPlaces
{
    private const string Form = "application/x-www-form-urlencoded";

    private readonly MockPlan plan = SamplePlans.Of("keyhouse");
    private RunningMock mock = null!;
    private string token = "";

    [SetUp]
    public async Task StartAsync()
    {
        mock = await RunningMock.StartAsync(plan);
        token = mock.Server.Sessions.Open()["token"];
    }

    [TearDown]
    public async Task StopAsync() => await mock.DisposeAsync();

    [TestCase("POST", "/logout", Form, "reason=done&key={encoded}", 204)]
    [TestCase("POST", "/logout", Form + "; charset=utf-8", "key={encoded}&reason=done", 204)]
    [TestCase("POST", "/logout", Form, "key={token}&reason=done", 204)]
    [TestCase("POST", "/logout", Form, "key={encoded}&reason=other", 400)]
    [TestCase("POST", "/logout", Form, "key={encoded}&key={encoded}&reason=done", 400)]
    [TestCase("POST", "/logout", Form, "reason=done", 400)]
    [TestCase("POST", "/logout", "application/json", "{\"key\":\"{token}\",\"reason\":\"done\"}", 400)]
    [TestCase("POST", "/logout?access_token={encoded}", Form, "reason=done", 400)]
    [TestCase("POST", "/sign-out", "application/json", "{\"session\":{\"key\":\"{token}\"}}", 204)]
    [TestCase("POST", "/sign-out", "application/json", "{\"session\":{\"key\":[\"{token}\"]}}", 401)]
    [TestCase("POST", "/sign-out?access_token={encoded}", "application/json", "{}", 204)]
    [TestCase("POST", "/sign-out?access_token={encoded}", "application/json", "{\"session\":{\"key\":\"unknown\"}}", 401)]
    [TestCase("DELETE", "/keys/{encoded}?access_token={encoded}", "", "", 204)]
    [TestCase("DELETE", "/keys/{token}?access_token={encoded}", "", "", 204)]
    [TestCase("DELETE", "/keys/{encoded}0?access_token={encoded}", "", "", 404)]
    [TestCase("DELETE", "/keys/{encoded}", "", "", 401)]
    public async Task A_token_is_read_where_the_operation_says(string method, string target, string contentType, string body, int status)
    {
        ValueList<Header> headers = contentType.Length > 0 ? [new("Content-Type", contentType)] : [];
        (await mock.SendAsync(new(method, Filled(target), headers, body.Length > 0 ? Filled(body) : null))).Status.Should().Be(status);
        (await mock.SendAsync("GET", $"/me?access_token={Uri.EscapeDataString(token)}")).Status.Should().Be(status == 204 ? 401 : 200);
        mock.Server.Sessions.StateOf(token).Should().Be(status == 204 ? SessionState.Ended : SessionState.Active);
    }

    [Test]
    public async Task The_journal_hides_tokens_wherever_they_travel()
    {
        await mock.SendAsync("DELETE", Filled("/keys/{encoded}?access_token={encoded}"));
        await mock.SendAsync(new("POST", "/logout", [new("Content-Type", Form)], Filled("reason=done&key={encoded}")));

        var entries = mock.Server.Journal.Entries;
        entries.Select(entry => entry.Path).Should().Equal($"/keys/{Redactor.Hash(token)}", "/logout");
        entries[1].Body.Should().Be($"reason=done&key={Redactor.Hash(token)}");
        entries.Select(entry => (entry.TargetBefore, entry.CallerBefore)).Should()
            .Equal((TargetStates.Self, CallerStates.Active), (TargetStates.Absent, CallerStates.Ended));
    }

    [Test]
    public async Task An_audit_finds_a_token_in_a_path()
    {
        var inPath = plan with { Paths = plan.Paths.Where(path => path.Template.Text is not ("/logout" or "/sign-out")).ToValueList() };
        using var wire = new RawHttpClient();
        var section = await new Auditor(inPath)
            .RunAsync(new Target(mock.Address, TargetKind.Live), wire, new() { Includes = static id => id is "T3" });

        var found = section.Cases.Single(each => each.Id is "T3");
        found.Outcome.Should().Be(Outcome.Failed);
        found.Reason.Should().Contain("for a token in its path").And.NotContain("k%7C");
    }

    private string Filled(string text) => text.Replace("{encoded}", Uri.EscapeDataString(token), StringComparison.Ordinal)
        .Replace("{token}", token, StringComparison.Ordinal);
}
