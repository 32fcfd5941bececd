using LogoutContracts.AdminClient;
using NUnit.Framework;

public class RemoteMockTests
{
    private static Uri Mock => new(Environment.GetEnvironmentVariable("MOCK_ADMIN") ?? "http://127.0.0.1:9100");

    [Test]
    public async Task A_session_ends()
    {
        using var admin = new MockAdminClient(Mock);
        await admin.ResetAsync();

        var session = await admin.OpenSessionAsync("rocketchat", user: "alice");
        await admin.ForceAsync("rocketchat", "logoutMySession", "rate-limited", Trigger.EveryNth(3));
        await admin.AdvanceClockAsync(TimeSpan.FromMinutes(30));
        var ended = await admin.EndSessionAsync("rocketchat", session.Values["authToken"]);

        Assert.That(ended.State, Is.EqualTo(SessionState.Ended));
    }
}
