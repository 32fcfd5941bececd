using System.Net.Http.Json;
using LogoutContracts.FluentAssertions;
using LogoutContracts.MockServer;
using NUnit.Framework;

public class ClientTests
{
    [Test]
    public async Task The_client_logs_out_once_and_stops()
    {
        await using var mock = await LogoutMockServer.StartAsync("rocketchat");
        var session = mock.Sessions.Open();

        // Call your own client here.
        using var client = new HttpClient { BaseAddress = mock.BaseAddress };
        client.DefaultRequestHeaders.Add("X-User-Id", session["userId"]);
        client.DefaultRequestHeaders.Add("X-Auth-Token", session["authToken"]);
        await client.PostAsJsonAsync("api/v1/sessions/logout.me", new { sessionId = session["sessionId"] });

        mock.Should().HaveEndedSession(session["authToken"])
            .And.HaveReceivedNoCallAfterLogout(session["authToken"])
            .And.HaveReceivedExactly(1).Logout();
    }
}
