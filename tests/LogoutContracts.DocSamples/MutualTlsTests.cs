using System.Net;
using LogoutContracts.MockServer;
using LogoutContracts.MockServer.Tls;
using NUnit.Framework;

public class MutualTlsTests
{
    [Test]
    public async Task A_service_user_logs_in()
    {
        await using var mock = await LogoutMockServer.StartAsync("symphony", tls: ServerTls.InMemory());
        using var certificate = mock.Certificates.ClientFor("service.user");
        using var client = new HttpClient(mock.Certificates.HandlerFor(certificate)) { BaseAddress = mock.BaseAddress };

        using var response = await client.PostAsync("sessionauth/v1/authenticate", null);

        Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.OK));
    }
}
