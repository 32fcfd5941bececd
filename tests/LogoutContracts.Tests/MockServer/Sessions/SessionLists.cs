using System.Text.Json;
using LogoutContracts.Mocks.Requests;
using LogoutContracts.Tests.Support;

namespace LogoutContracts.Tests.MockServer.Sessions;

/// <summary>The mock lists the sessions of the caller's user, as Rocket.Chat does.</summary>
public sealed class SessionLists
{
    [Test]
    public async Task All_live_sessions_of_the_user_are_listed_the_newest_first()
    {
        await using var mock = await RunningMock.StartAsync("rocketchat");
        var client = new VendorClient(mock);
        var first = await client.LoginAsync();
        var second = await client.LoginAsync();
        mock.Server.Sessions.Open("somebody else");

        var list = await ListAsync(mock, first);

        IdsOf(list).Should().Equal(second["sessionId"], first["sessionId"]);
        list.GetProperty("total").GetInt32().Should().Be(2);
        list.GetProperty("sessions").EnumerateArray().Select(item => item.GetProperty("userId").GetString())
            .Should().AllBe(first["userId"]);
    }

    [Test]
    public async Task A_session_that_has_ended_is_not_listed()
    {
        await using var mock = await RunningMock.StartAsync("rocketchat");
        var client = new VendorClient(mock);
        var (first, second) = (await client.LoginAsync(), await client.LoginAsync());
        var ended = mock.Plan.Find("logoutMySession", "own-other-session-ended");
        var logout = RenderedRequest.Of(
            ended.Variant.Request, hole => (hole.Role == LogoutContracts.Specs.Model.Role.Target ? second : first)[hole.Name]);
        (await mock.SendAsync(logout)).Status.Should().Be(200);

        var list = await ListAsync(mock, first);

        IdsOf(list).Should().Equal(first["sessionId"]);
        list.GetProperty("total").GetInt32().Should().Be(1);
    }

    [TestCase("6", 200)]
    [TestCase("7.6", 400)]
    [TestCase("7.7", 200)]
    [TestCase("8", 200)]
    public async Task A_form_ends_a_listed_session_where_the_release_reads_forms(string release, int status)
    {
        await using var mock = await RunningMock.StartAsync("rocketchat", release: release);
        var session = await new VendorClient(mock).LoginAsync();

        var reply = await mock.SendAsync(new(
            "POST", "/api/v1/sessions/logout.me",
            [
                new("X-User-Id", session["userId"]), new("X-Auth-Token", session["authToken"]),
                new("Content-Type", "application/x-www-form-urlencoded"),
            ],
            $"sessionId={session["sessionId"]}"));

        reply.Status.Should().Be(status);
        (await new VendorClient(mock).IsLiveAsync(session)).Should().Be(status != 200);
    }

    private static async Task<JsonElement> ListAsync(RunningMock mock, IReadOnlyDictionary<string, string> session)
    {
        var listed = mock.Plan.Find("listMySessions", "listed");
        var reply = await mock.SendAsync(RenderedRequest.Of(listed.Variant.Request, hole => session[hole.Name]));
        return JsonElement.Parse(reply.Body);
    }

    private static IEnumerable<string?> IdsOf(JsonElement list) =>
        list.GetProperty("sessions").EnumerateArray().Select(item => item.GetProperty("sessionId").GetString());
}
