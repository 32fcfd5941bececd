using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using LogoutContracts.ClientAudit;
using LogoutContracts.ClientAudit.Clients;
using NUnit.Framework;

public class ClientLogoutTests
{
    [Test]
    public async Task The_client_logs_out_properly()
    {
        var options = new ClientAuditOptions { Timeout = TimeSpan.FromSeconds(20), Parallel = 16 };
        var report = await ClientAuditor.BuiltIn("laravel").RunAsync(LogInCallAndLogOutAsync, options);
        Assert.That(report.Findings, Is.Empty, report.ToString());
    }

    // Call your own client here.
    private static async Task LogInCallAndLogOutAsync(ClientRun run, CancellationToken cancellation)
    {
        using var client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false })
        {
            BaseAddress = run.BaseAddress,
            Timeout = TimeSpan.FromSeconds(3),
        };
        client.DefaultRequestHeaders.Accept.Add(new("application/json"));
        var login = await client.GetStringAsync($"api/v1/auth/github/callback?code={run.Account["code"]}", cancellation);
        var token = (string?)JsonNode.Parse(login)!["token"];
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        await client.GetAsync("api/v1/customers", cancellation);
        await client.DeleteAsync("api/v1/logout", cancellation);
    }
}
