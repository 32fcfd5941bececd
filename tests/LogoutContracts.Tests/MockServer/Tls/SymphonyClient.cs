using System.Net;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json.Nodes;
using LogoutContracts.MockServer;
using LogoutContracts.MockServer.Tls;
using LogoutContracts.Specs.Model;

namespace LogoutContracts.Tests.MockServer.Tls;

/// <summary>
/// Uses a substitute for the vendor's .NET client, the NuGet package symphony-apiclient-dotnet 1.1.2, which the registry does not
/// have. The substitute makes the same calls as the published source of that client: https to host and port, the user's .p12 read
/// from a file, the token in the header sessionToken, no body, and the answer read as JSON. It does not show what only the package
/// itself could show, such as its own error handling.
/// </summary>
public sealed class SymphonyClient
{
    private const string Password = "changeit";

    [Test]
    public async Task On_behalf_of_a_user_it_logs_out_with_a_p12()
    {
        await using var mock = await LogoutMockServer.StartAsync("symphony", tls: ServerTls.InMemory());
        using var client = new StandInClient(mock, mock.Certificates.ClientFor("example.app"));

        var app = await client.PostAsync("/sessionauth/v1/app/authenticate", null);
        app.Status.Should().Be(HttpStatusCode.OK);
        var user = await client.PostAsync("/sessionauth/v1/app/user/68719476742/authenticate", (string?)app.Body["token"]);
        user.Status.Should().Be(HttpStatusCode.OK);
        var token = (string?)user.Body["sessionToken"];
        var ended = await client.PostAsync("/sessionauth/v1/logout", token);
        (ended.Status, ended.Message).Should().Be((HttpStatusCode.OK, "Session logout was successful."));

        var again = await client.PostAsync("/sessionauth/v1/logout", token);
        (again.Status, again.Message).Should().Be((HttpStatusCode.BadRequest, "Invalid session token"));
        mock.Sessions.StateOf((string)app.Body["token"]!).Should().Be(SessionState.Active, "the app itself is still logged in");
    }

    [Test]
    public async Task With_the_p12_of_another_app_it_does_not()
    {
        await using var mock = await LogoutMockServer.StartAsync("symphony", tls: ServerTls.InMemory());
        var token = mock.Sessions.Open("example.app", "on-behalf-of")["sessionToken"];
        using var client = new StandInClient(mock, mock.Certificates.ClientFor("other.app"));
        (await client.PostAsync("/sessionauth/v1/logout", token)).Status.Should().Be(HttpStatusCode.Forbidden);
        mock.Sessions.StateOf(token).Should().Be(SessionState.Active);
    }

    private sealed class StandInClient : IDisposable
    {
        private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("logout-contracts-");
        private readonly HttpClient client;

        public StandInClient(LogoutMockServer mock, X509Certificate2 certificate)
        {
            var file = Path.Combine(folder.FullName, "bot.p12");
            File.WriteAllBytes(file, certificate.ExportPkcs12(Pkcs12ExportPbeParameters.Pbes2Aes256Sha256, Password));
            var handler = mock.Certificates.HandlerFor();
            handler.SslOptions.ClientCertificates = [X509CertificateLoader.LoadPkcs12FromFile(file, Password)];
            client = new(handler) { BaseAddress = new($"https://{mock.BaseAddress.Host}:{mock.BaseAddress.Port}") };
        }

        public async Task<(HttpStatusCode Status, JsonNode Body, string? Message)> PostAsync(string path, string? token)
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, path);
            if (token is not null)
                request.Headers.Add("sessionToken", token);
            using var response = await client.SendAsync(request);
            var body = JsonNode.Parse(await response.Content.ReadAsStringAsync())!;
            return (response.StatusCode, body, (string?)body["message"]);
        }

        public void Dispose()
        {
            client.Dispose();
            folder.Delete(recursive: true);
        }
    }
}
