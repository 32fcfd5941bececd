using System.Net;
using LogoutContracts.MockServer;
using LogoutContracts.MockServer.Overrides;
using NUnit.Framework;

public class UnhappyPathTests
{
    [Test]
    public async Task Every_third_logout_is_rate_limited()
    {
        await using var mock = await LogoutMockServer.StartAsync("laravel");
        using var client = new HttpClient { BaseAddress = mock.BaseAddress };
        mock.Force("logout", "rate-limited", new Trigger.Every(3));

        var statuses = new List<HttpStatusCode>();
        for (var i = 0; i < 3; i++)
        {
            using var response = await client.DeleteAsync("api/v1/logout");
            statuses.Add(response.StatusCode);
        }

        Assert.That(
            statuses,
            Is.EqualTo(new[] { HttpStatusCode.Unauthorized, HttpStatusCode.Unauthorized, HttpStatusCode.TooManyRequests }));
    }

    [Test]
    public async Task A_connection_is_reset()
    {
        await using var mock = await LogoutMockServer.StartAsync("laravel");
        using var client = new HttpClient { BaseAddress = mock.BaseAddress };
        mock.Break(new Fault.Reset());

        await Assert.ThatAsync(() => client.DeleteAsync("api/v1/logout"), Throws.TypeOf<HttpRequestException>());
    }

    [Test]
    public async Task An_idle_session_expires()
    {
        await using var mock = await LogoutMockServer.StartAsync("edin");
        var session = mock.Sessions.Open();
        mock.Clock.Advance(TimeSpan.FromHours(1));

        Assert.That(mock.Sessions.StateOf(session["SID"])?.ToString(), Is.EqualTo("Expired"));
    }
}
