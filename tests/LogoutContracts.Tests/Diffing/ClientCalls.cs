using System.Text;
using System.Text.Json.Nodes;
using LogoutContracts.Cli.Context;
using LogoutContracts.FluentAssertions;
using LogoutContracts.MockServer;
using LogoutContracts.Testing;
using LogoutContracts.Tests.Drafting;
using LogoutContracts.Tests.Support;

namespace LogoutContracts.Tests.Diffing;

/// <summary>The calls of a client, compared with two versions: from a journal and from a recording.</summary>
public sealed class ClientCalls
{
    private const string Logout = "/api/v1/sessions/logout.me";

    [Test]
    public async Task A_journal_and_a_recording_of_one_session_give_the_same_list()
    {
        var (journal, har, secrets) = await RecordAsync();
        var (ofJournal, ofHar) = (await CompareAsync(journal), await CompareAsync(har));
        ofJournal.Code.Should().Be(ExitCodes.Fine);
        ofHar.Should().BeEquivalentTo(ofJournal);
        await Snapshot.Verify(ofJournal.Out, $"{nameof(ClientCalls)}.rocketchat");
        foreach (var secret in secrets)
            $"{ofJournal.Out}{ofHar.Out}".Should().NotContain(secret);
    }

    [Test]
    public async Task A_session_whose_login_is_not_in_the_recording_counts_as_active()
    {
        var (_, har, _) = await RecordAsync();
        var late = JsonNode.Parse(har)!;
        late["log"]!["entries"]!.AsArray().RemoveAt(0);
        var result = await CompareAsync(late.ToJsonString());
        result.Out.Should().Contain("POST /api/v1/sessions/logout.me, caller ended, target self: 401")
            .And.Contain("Taken to be active, because their login is not in the log: 1 session");
    }

    [TestCase("{}", "is neither a journal nor a recording")]
    [TestCase("{\"entries\":[{}]}", "is neither a journal nor a recording")]
    [TestCase("[", "is neither a journal nor a recording")]
    [TestCase("{\"entries\":[]}", "answers none of the calls in 'calls.json' as recorded")]
    [TestCase("{\"log\":{\"entries\":[]}}", "answers none of the calls in 'calls.json' as recorded")]
    public async Task Without_calls_nothing_can_be_judged(string text, string message)
    {
        var result = await CompareAsync(text);
        result.Code.Should().Be(ExitCodes.UsedWrongly);
        result.Error.Should().Contain(message);
    }

    [Test]
    public async Task Dropped_and_strange_calls_are_counted()
    {
        var (journal, _, _) = await RecordAsync();
        var late = JsonNode.Parse(journal)!;
        late["entries"]!.AsArray().RemoveAt(0);
        late["entries"]![0]!["status"] = 418;
        var result = await CompareAsync(late.ToJsonString());
        result.Out.Should().MatchRegex("Not compared, because the old version does not give the recorded answer: calls 2, [0-9]+\\.")
            .And.Contain("Not in the log, or not calls: 1.");
    }

    [Test]
    public async Task The_same_version_answers_alike()
    {
        var (journal, _, _) = await RecordAsync();
        using var command = new CommandLineRun();
        command.Write("calls.json", journal);
        var result = await command.RunAsync("diff", "rocketchat@6", "rocketchat@6", "--journal", "calls.json", "--fail-on", "note");
        result.Code.Should().Be(ExitCodes.Fine);
        result.Out.Should().StartWith("0 of 8 compared calls get another answer.");
    }

    [Test]
    public async Task In_a_test_it_is_an_assertion()
    {
        await using var mock = await LogoutMockServer.StartAsync(Plans.Of("rocketchat", "6"));
        using var client = new HttpClient();
        var fails = () => mock.Should().HaveReceivedOnlyCallsThatWorkWith("7");
        fails.Should().Throw<AssertionException>().WithMessage("*but there is none to compare*");
        using var body = new StringContent("{", Encoding.UTF8, "application/json");
        using var malformed = await client.PostAsync(new Uri(mock.BaseAddress, Logout), body);
        mock.Should().HaveReceivedOnlyCallsThatWorkWith("6");
        fails.Should().Throw<AssertionException>().WithMessage("*POST /api/v1/sessions/logout.me, caller absent*400 becomes 401*");
        var wrong = () => mock.Should().HaveReceivedOnlyCallsThatWorkWith("9");
        wrong.Should().Throw<ArgumentException>().WithMessage("'rocketchat' has no release '9'; expected one of: 6, 7.6, 7.7, 7, 8.*");
    }

    private static async Task<CommandLineResult> CompareAsync(string log)
    {
        using var command = new CommandLineRun();
        command.Write("calls.json", log);
        return await command.RunAsync(["diff", "rocketchat@6", "rocketchat@7", "--journal", "calls.json"]);
    }

    /// <summary>Records a session of a client with a mock of release 6.</summary>
    private static async Task<(string Journal, string Har, string[] Secrets)> RecordAsync()
    {
        await using var server = await LogoutMockServer.StartAsync(
            [Plans.Of("rocketchat", "6")], new MockServerOptions { PortOf = _ => 0, AdminPort = 0 });
        using var recorder = new HarRecorder(server.AddressOf("rocketchat"));
        var login = ("application/json", "{\"user\":\"myusername\",\"password\":\"mypassword\"}");
        var token = await recorder.SendAsync("POST", "/api/v1/login", null, login, "/data/authToken");
        var user = UserIn(recorder.Har);
        (string, string)[] headers = [("X-User-Id", user), ("X-Auth-Token", token)];
        await recorder.SendAsync("GET", "/api/v1/me", headers);
        var session = await recorder.SendAsync("GET", "/api/v1/sessions/list?count=5", headers, null, "/sessions/0/sessionId");
        await recorder.SendAsync("POST", Logout, [], ("application/json", "{}"));
        await recorder.SendAsync("POST", Logout, headers, ("application/json", "{}"));
        var ending = ("application/json", $"{{\"sessionId\":\"{session}\"}}");
        await recorder.SendAsync("POST", Logout, headers, ending);
        await recorder.SendAsync("POST", Logout, headers, ending);
        await recorder.SendAsync("GET", "/api/v1/me", headers);
        await recorder.SendAsync("GET", "/api/v1/nowhere", headers);
        using var client = new HttpClient();
        var journal = await client.GetStringAsync(new Uri(server.AdminAddress!, "/__admin/journal?limit=1000"));
        return (journal, recorder.Har, [token, user, session, "mypassword"]);
    }

    private static string UserIn(string har)
    {
        var login = JsonNode.Parse(har)!["log"]!["entries"]![0]!["response"]!["content"]!["text"]!.GetValue<string>();
        return JsonNode.Parse(login)!["data"]!["userId"]!.GetValue<string>();
    }
}
