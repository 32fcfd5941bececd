using System.Net;
using System.Net.Http.Json;
using LogoutContracts.MockServer;
using NUnit.Framework;

public class LogoutTests
{
    [Test]
    public async Task A_token_is_dead_after_the_logout()
    {
        await using var mock = await LogoutMockServer.StartAsync("rocketchat");
        var session = mock.Sessions.Open();

        using var client = new HttpClient { BaseAddress = mock.BaseAddress };
        client.DefaultRequestHeaders.Add("X-User-Id", session["userId"]);
        client.DefaultRequestHeaders.Add("X-Auth-Token", session["authToken"]);
        await client.PostAsJsonAsync("api/v1/sessions/logout.me", new { sessionId = session["sessionId"] });

        using var response = await client.GetAsync("api/v1/me");
        Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.Unauthorized));
    }
}
