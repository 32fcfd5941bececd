using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Text;
using LogoutContracts.Mocks.Plans;
using LogoutContracts.MockServer;
using LogoutContracts.MockServer.Tls;
using LogoutContracts.Tests.Support;

namespace LogoutContracts.Tests.MockServer.Tls;

/// <summary>A resumed TLS session repeats the earlier client's identity. Another client must not gain access or that identity.</summary>
public sealed class TlsResumption
{
    private const string Login =
        "POST /sessionauth/v1/authenticate HTTP/1.1\r\nHost: localhost\r\nContent-Length: 0\r\nConnection: close\r\n\r\n";

    [TestCase("-tls1_2", null)]
    [TestCase("-tls1_2", "unknown.user")]
    [TestCase("-tls1_3", null)]
    [TestCase("-tls1_3", "unknown.user")]
    public async Task OpenSSL_gets_nothing_by_a_session_of_another_certificate(string protocol, string? second)
    {
        await using var mock = await LogoutMockServer.StartAsync("symphony", tls: ServerTls.InMemory());
        using var folder = new PemFolder(mock.Certificates);
        var owner = folder.Add(mock.Certificates.ClientFor("service.user"), new("service.user"));
        var other = second is null ? null : folder.Add(mock.Certificates.ClientFor(second), new(second));
        var saved = folder.PathOf("session.pem");

        var first = await SendAsync(mock, protocol, folder, owner, $"-sess_out {saved}");
        first.Should().Contain("New, TLSv1.").And.Contain("HTTP/1.1 200 OK");

        // If the server issues no TLS session, openssl saves no file.
        var again = await SendAsync(mock, protocol, folder, other, File.Exists(saved) ? $"-sess_in {saved}" : "");
        again.Should().NotContain("Reused, TLSv1.").And.NotContain("200 OK");
        if (second is not null)
            again.Should().Contain("HTTP/1.1 403 Forbidden");
        mock.Journal.Entries.Select(entry => entry.Status).Should().Equal(second is null ? [200] : [200, 403]);
    }

    [Test]
    public async Task Where_no_certificate_is_asked_for_sessions_are_resumed_as_ever([Values("-tls1_2", "-tls1_3")] string protocol)
    {
        await using var mock = await LogoutMockServer.StartAsync("edin", tls: ServerTls.InMemory());
        using var folder = new PemFolder(mock.Certificates);
        var saved = folder.PathOf("session.pem");
        await SendAsync(mock, protocol, folder, null, $"-sess_out {saved}");
        (await SendAsync(mock, protocol, folder, null, $"-sess_in {saved}"))
            .Should().Contain("Reused, TLSv1.", "otherwise the other tests could not fail");
    }

    [Test]
    public async Task The_platforms_own_client_gets_nothing_by_it_either(
        [Values(SslProtocols.Tls12, SslProtocols.Tls13)] SslProtocols protocol, [Values] bool presents)
    {
        await using var mock = await LogoutMockServer.StartAsync("symphony", tls: ServerTls.InMemory());
        var certificate = mock.Certificates.ClientFor("service.user");
        var options = new SslClientAuthenticationOptions
        {
            TargetHost = "localhost",
            EnabledSslProtocols = protocol,
            AllowTlsResume = true,
            CertificateChainPolicy = mock.Certificates.HandlerFor().SslOptions.CertificateChainPolicy,
            LocalCertificateSelectionCallback = (_, _, _, _, _) => certificate!,
        };
        (await LoginAsync(mock, options)).Should().StartWith("HTTP/1.1 200 ");
        (await LoginAsync(mock, options)).Should().StartWith("HTTP/1.1 200 ");

        certificate = presents ? mock.Certificates.ClientFor("unknown.user") : null;
        (await LoginAsync(mock, options)).Should().StartWith(presents ? "HTTP/1.1 403 " : "refused");
    }

    private static async Task<string> LoginAsync(LogoutMockServer mock, SslClientAuthenticationOptions options)
    {
        try
        {
            using var tcp = new TcpClient();
            await tcp.ConnectAsync(IPAddress.Loopback, mock.BaseAddress.Port);
            await using var ssl = new SslStream(tcp.GetStream());
            await ssl.AuthenticateAsClientAsync(options);
            await ssl.WriteAsync(Encoding.ASCII.GetBytes(Login));
            using var reader = new StreamReader(ssl);
            return await reader.ReadToEndAsync() is { Length: > 0 } answer ? answer : "refused: no answer";
        }
        catch (Exception e) when (e is AuthenticationException or IOException)
        {
            return $"refused: {e.Message}";
        }
    }

    private static Task<string> SendAsync(
        LogoutMockServer mock, string protocol, PemFolder folder, ClientCertificate? client, string options)
    {
        if (!(Environment.GetEnvironmentVariable("PATH") ?? "").Split(':').Any(path => File.Exists(Path.Combine(path, "openssl"))))
            Assert.Ignore("Needs openssl.");
        var certificate = client is null ? "" : $"-cert {folder.Files.CertificateOf(client)} -key {folder.Files.KeyOf(client)}";

        // openssl reads until the server closes. Its exit code does not matter; the test reads its output.
        var request = Login.Replace("\r\n", "\\r\\n", StringComparison.Ordinal);
        return PosixShell.RunAsync(
            $"printf '{request}' | openssl s_client -connect 127.0.0.1:{mock.BaseAddress.Port} -ign_eof {protocol} "
            + $"-CAfile {folder.Files.Authority} {certificate} {options} 2>&1 || true");
    }
}
