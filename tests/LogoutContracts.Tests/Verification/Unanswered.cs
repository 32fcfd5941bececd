using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using LogoutContracts.Mocks.Requests;
using LogoutContracts.Tests.Support;
using LogoutContracts.Verification.Http;

namespace LogoutContracts.Tests.Verification;

/// <summary>Messages for targets that give no valid response: they say why, and what to change.</summary>
public sealed class Unanswered
{
    private static readonly RenderedRequest Request = new("GET", "/me?a=1", [], null);

    [Test]
    public async Task An_untrusted_certificate_is_named_with_the_option_that_helps()
    {
        using var authority = CertificateOf("127.0.0.1", TimeSpan.FromDays(5));
        await using var target = new RawTarget(stream => HandshakeAsync(stream, authority));
        var (reason, reachability) = await ReasonAsync(target.Address);
        reason.Should().Be("The target does not answer: its certificate is not trusted. "
            + "If it comes from a private CA, give the certificate of that CA with --cacert FILE.");
        reachability.Should().Be(Reachability.Unreachable);
    }

    [TestCase("other.example.com", 5, "its certificate is for another host.")]
    [TestCase("127.0.0.1", -1, "its certificate has expired or is not valid yet.")]
    public async Task What_is_wrong_with_a_trusted_certificate_is_said(string name, int days, string said)
    {
        using var certificate = CertificateOf(name, TimeSpan.FromDays(days));
        await using var target = new RawTarget(stream => HandshakeAsync(stream, certificate));
        var (reason, _) = await ReasonAsync(target.Address, new(Plans.Of("edin"), [certificate], _ => null));
        reason.Should().StartWith($"The target does not answer: {said}");
    }

    [Test]
    public async Task TLS_to_a_port_without_it_is_said()
    {
        await using var target = new RawTarget(async stream =>
        {
            await stream.ReadExactlyAsync(new byte[5]);
            await stream.WriteAsync("HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n"u8.ToArray());
        });
        (await ReasonAsync(target.Address)).Reason
            .Should().Be("The target does not answer: this port does not speak TLS. Use http:// or another port.");
    }

    [Test]
    public async Task Plain_HTTP_to_a_port_with_TLS_is_said()
    {
        await using var alert = StandIn.Answering("\u0015\u0003\u0003\0\u0002\u0002\n");
        (await ReasonAsync(alert.Address)).Reason.Should().EndWith("If this port expects TLS, use https://.");
        await using var closing = StandIn.Answering("");
        (await ReasonAsync(closing.Address)).Reason.Should().EndWith("If this port expects TLS, use https://.");
    }

    [TestCase("<center>The plain HTTP request was sent to HTTPS port</center>")]
    [TestCase("Client sent an HTTP request to an HTTPS server.\n")]
    public async Task A_server_that_asks_for_TLS_is_understood(string body)
    {
        await using var target = StandIn.Answering($"HTTP/1.1 400 Bad Request\r\nContent-Length: {body.Length}\r\n\r\n{body}");
        (await ReasonAsync(target.Address)).Reason.Should().Be("The target expects TLS on this port. Use https://.");
    }

    [Test]
    public async Task A_redirect_to_HTTPS_is_said_with_its_Location()
    {
        await using var target = StandIn.Answering(
            "HTTP/1.1 301 Moved\r\nLocation: https://127.0.0.1:8443/me?a=1\r\nContent-Length: 0\r\n\r\n");
        var (reason, reachability) = await ReasonAsync(target.Address);
        reason.Should().Be("The target redirects to HTTPS (Location: https://127.0.0.1:8443/…). Use https://.");
        reachability.Should().Be(Reachability.Unreachable);
    }

    [TestCase("https://127.0.0.1/login")]
    [TestCase("https://elsewhere.example.com/me?a=1")]
    [TestCase("/me?a=1")]
    public async Task Another_redirect_is_an_answer(string location)
    {
        await using var target = StandIn.Answering($"HTTP/1.1 302 Found\r\nLocation: {location}\r\nContent-Length: 0\r\n\r\n");
        using var client = new RawHttpClient();
        (await client.SendAsync(target.Address, Request)).Response.Status.Should().Be(302);
    }

    [Test]
    public async Task A_run_ends_at_once_if_the_scheme_is_wrong()
    {
        const string Refusal = "Client sent an HTTP request to an HTTPS server.\n";
        await using var target = StandIn.Answering($"HTTP/1.0 400 Bad Request\r\n\r\n{Refusal}");
        using var command = new CommandLineRun();
        var result = await command.RunAsync("verify", "edin", "--target", target.Address.ToString());
        result.Out.TrimEnd()
            .Should().Be($"edin: nothing was verified at {target.Address}. The target expects TLS on this port. Use https://.");
        result.Code.Should().Be(2);
    }

    private static async Task<(string Reason, Reachability Reachability)> ReasonAsync(Uri target, TargetTls? tls = null)
    {
        using var client = new RawHttpClient(tls: tls);
        try
        {
            await client.SendAsync(target, Request);
        }
        catch (HttpRequestException e)
        {
            var why = NoResponse.Of(e, CancellationToken.None)!;
            return (why.Reason, why.Reachability);
        }

        throw new AssertionException("The target answered.");
    }

    private static X509Certificate2 CertificateOf(string name, TimeSpan left)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=target", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        if (IPAddress.TryParse(name, out var address))
            names.AddIpAddress(address);
        else
            names.AddDnsName(name);
        request.CertificateExtensions.Add(names.Build());
        var until = DateTimeOffset.UtcNow + left;
        using var certificate = request.CreateSelfSigned(until.AddDays(-30), until);
        return X509CertificateLoader.LoadPkcs12(certificate.Export(X509ContentType.Pfx), null);
    }

    private static async Task HandshakeAsync(NetworkStream stream, X509Certificate2 certificate)
    {
        await using var tls = new SslStream(stream);
        await tls.AuthenticateAsServerAsync(certificate);
    }

    /// <summary>A TCP server that passes each connection to the test.</summary>
    private sealed class RawTarget : IAsyncDisposable
    {
        private readonly TcpListener listener = new(IPAddress.Loopback, 0);
        private readonly CancellationTokenSource stop = new();
        private readonly Task serving;

        public RawTarget(Func<NetworkStream, Task> serve)
        {
            listener.Start();
            serving = ServeAsync(serve);
        }

        public Uri Address => new($"https://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}");

        public async ValueTask DisposeAsync()
        {
            await stop.CancelAsync();
            await serving;
            listener.Dispose();
            stop.Dispose();
        }

        private async Task ServeAsync(Func<NetworkStream, Task> serve)
        {
            while (!stop.IsCancellationRequested)
            {
                try
                {
                    using var client = await listener.AcceptTcpClientAsync(stop.Token);
                    await serve(client.GetStream());
                }
                catch (Exception e) when (e is AuthenticationException or IOException or OperationCanceledException)
                {
                    // The client has refused the certificate, or the test has ended.
                }
            }
        }
    }
}
