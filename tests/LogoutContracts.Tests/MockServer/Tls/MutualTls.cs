using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Text.Json.Nodes;
using LogoutContracts.MockServer;
using LogoutContracts.MockServer.Tls;
using LogoutContracts.Tests.Support;

namespace LogoutContracts.Tests.MockServer.Tls;

/// <summary>Handshakes of .NET's own client with a mock that requires client certificates.</summary>
public sealed class MutualTls
{
    [Test]
    public async Task A_service_user_logs_in_and_out()
    {
        await using var mock = await LogoutMockServer.StartAsync("symphony", tls: ServerTls.InMemory());
        using var client = ClientOf(mock, mock.Certificates.ClientFor("service.user"));

        var token = await LoginAsync(client);

        (await SendAsync(client, HttpMethod.Get, "/pod/v2/sessioninfo", token)).Should().Be(HttpStatusCode.OK);
        (await SendAsync(client, HttpMethod.Post, "/sessionauth/v1/logout", token)).Should().Be(HttpStatusCode.OK);
        (await SendAsync(client, HttpMethod.Get, "/pod/v2/sessioninfo", token)).Should().Be(HttpStatusCode.Unauthorized);
        (await SendAsync(client, HttpMethod.Post, "/sessionauth/v1/logout", token)).Should().Be(HttpStatusCode.BadRequest);
    }

    [Test]
    public async Task HTTP_2_and_HTTP_1_are_both_spoken([Values("1.1", "2.0")] string version)
    {
        await using var mock = await LogoutMockServer.StartAsync("symphony", tls: ServerTls.InMemory());
        using var client = ClientOf(mock, mock.Certificates.ClientFor("service.user"));
        using var request = new HttpRequestMessage(HttpMethod.Post, "/sessionauth/v1/authenticate")
        {
            Version = Version.Parse(version),
            VersionPolicy = HttpVersionPolicy.RequestVersionExact,
        };
        using var response = await client.SendAsync(request);
        response.Should().BeEquivalentTo(new { StatusCode = HttpStatusCode.OK, Version = Version.Parse(version) });
    }

    [Test]
    public async Task Without_a_good_certificate_the_handshake_is_refused(
        [Values(SslProtocols.Tls12, SslProtocols.Tls13)] SslProtocols protocol, [Values] BadCertificate which)
    {
        await using var mock = await LogoutMockServer.StartAsync("symphony", tls: ServerTls.InMemory());
        using var handler = mock.Certificates.HandlerFor(which switch
        {
            BadCertificate.None => null,
            BadCertificate.Expired => mock.Certificates.ExpiredClientFor("service.user"),
            BadCertificate.NotYetValid => mock.Certificates.FutureClientFor("service.user"),
            BadCertificate.OfAnotherAuthority => CertificateAuthority.InMemory().ClientFor("service.user"),
            BadCertificate.OfAServer => mock.Certificates.ServerFor(["service.user"], []),
            _ => CertificateAuthority.SelfSigned(CertificateAuthority.NewKey()),
        });
        handler.SslOptions.EnabledSslProtocols = protocol;
        using var client = new HttpClient(handler) { BaseAddress = mock.BaseAddress };

        var sending = () => SendAsync(client, HttpMethod.Get, "/pod/v2/sessioninfo", "any");

        (await sending.Should().ThrowAsync<HttpRequestException>()).Which.HttpRequestError
            .Should().NotBe(HttpRequestError.ConnectionError, "the server accepts the connection and refuses the handshake");
        mock.Journal.Entries.Should().BeEmpty("there was no request");
    }

    [TestCase("service.user", HttpStatusCode.OK)]
    [TestCase("other.user", HttpStatusCode.OK)]
    [TestCase("example.app", HttpStatusCode.Forbidden)]
    [TestCase("unknown.user", HttpStatusCode.Forbidden)]
    [TestCase("Service.User", HttpStatusCode.Forbidden)]
    public async Task A_service_users_session_is_for_those_whom_the_contract_names(string commonName, HttpStatusCode status)
    {
        await using var mock = await LogoutMockServer.StartAsync("symphony", tls: ServerTls.InMemory());
        using var client = ClientOf(mock, mock.Certificates.ClientFor(commonName));
        (await SendAsync(client, HttpMethod.Post, "/sessionauth/v1/authenticate")).Should().Be(status);
    }

    [TestCase("/sessionauth/v1/authenticate", "service.user", "other.user")]
    [TestCase("/sessionauth/v1/app/authenticate", "example.app", "other.app")]
    public async Task A_session_is_bound_to_the_certificate_that_opened_it(string login, string owner, string other)
    {
        await using var mock = await LogoutMockServer.StartAsync("symphony", tls: ServerTls.InMemory());
        using var owners = ClientOf(mock, mock.Certificates.ClientFor(owner));
        using var others = ClientOf(mock, mock.Certificates.ClientFor(other));
        using var stranger = ClientOf(mock, mock.Certificates.ClientFor("unknown.user"));
        var token = await LoginAsync(owners, login);

        (await SendAsync(others, HttpMethod.Post, "/sessionauth/v1/logout", token)).Should().Be(HttpStatusCode.Forbidden);
        (await SendAsync(stranger, HttpMethod.Post, "/sessionauth/v1/logout", token)).Should().Be(HttpStatusCode.Forbidden);
        (await SendAsync(owners, HttpMethod.Get, "/pod/v2/sessioninfo", token)).Should().Be(HttpStatusCode.OK, "it is still live");

        // A user may renew the certificate: the session is bound to the common name.
        using var renewed = ClientOf(mock, mock.Certificates.ClientFor(owner));
        (await SendAsync(renewed, HttpMethod.Post, "/sessionauth/v1/logout", token)).Should().Be(HttpStatusCode.OK);
    }

    [Test]
    public async Task On_behalf_of_a_user_the_app_needs_its_own_certificate_throughout()
    {
        await using var mock = await LogoutMockServer.StartAsync("symphony", tls: ServerTls.InMemory());
        using var apps = ClientOf(mock, mock.Certificates.ClientFor("example.app"));
        using var others = ClientOf(mock, mock.Certificates.ClientFor("other.app"));
        var app = await LoginAsync(apps, "/sessionauth/v1/app/authenticate");

        (await SendAsync(others, HttpMethod.Post, "/sessionauth/v1/app/user/68719476742/authenticate", app))
            .Should().Be(HttpStatusCode.Forbidden);
        var user = await LoginAsync(apps, "/sessionauth/v1/app/user/68719476742/authenticate", app);
        (await SendAsync(others, HttpMethod.Post, "/sessionauth/v1/logout", user)).Should().Be(HttpStatusCode.Forbidden);
        (await SendAsync(apps, HttpMethod.Post, "/sessionauth/v1/logout", user)).Should().Be(HttpStatusCode.OK);
    }

    [Test]
    public async Task A_contract_without_certificates_asks_for_none()
    {
        await using var mock = await LogoutMockServer.StartAsync("rocketchat", tls: ServerTls.InMemory());
        var session = mock.Sessions.Open();
        using var tcp = new TcpClient();
        await tcp.ConnectAsync(IPAddress.Loopback, mock.BaseAddress.Port);
        var asked = false;
        await using var ssl = new SslStream(tcp.GetStream());
        await ssl.AuthenticateAsClientAsync(new SslClientAuthenticationOptions
        {
            TargetHost = "localhost",
            CertificateChainPolicy = mock.Certificates.HandlerFor().SslOptions.CertificateChainPolicy,
            LocalCertificateSelectionCallback = (_, _, _, remote, _) =>
            {
                asked |= remote is not null;
                return null!;
            },
        });
        asked.Should().BeFalse();

        using var client = ClientOf(mock, mock.Certificates.ClientFor("whoever"));
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/v1/me");
        request.Headers.Add("X-User-Id", session["userId"]);
        request.Headers.Add("X-Auth-Token", session["authToken"]);
        (await client.SendAsync(request)).StatusCode.Should().Be(HttpStatusCode.OK);
    }

    [Test]
    public async Task Nothing_else_is_answered_on_such_a_port()
    {
        await using var mock = await LogoutMockServer.StartAsync("symphony", tls: ServerTls.InMemory());
        using var plain = new HttpClient();
        var sending = () => plain.GetAsync(new UriBuilder(mock.BaseAddress) { Scheme = "http" }.Uri);
        await sending.Should().ThrowAsync<HttpRequestException>();
        using var distrustful = new HttpClient();
        sending = () => distrustful.GetAsync(mock.BaseAddress);
        (await sending.Should().ThrowAsync<HttpRequestException>())
            .WithInnerException<AuthenticationException>("the client does not trust the mock's CA");
    }

    [Test]
    public async Task A_shared_port_lets_everybody_in_and_says_afterwards_who_needed_a_certificate()
    {
        await using var mock = await LogoutMockServer.StartAsync(
            [Plans.Of("edin"), Plans.Of("symphony")], new() { SinglePort = 0, AdminPort = null, Tls = ServerTls.InMemory() });
        using var bare = new HttpClient(mock.Certificates.HandlerFor());
        using var answer = await bare.PostAsync(new Uri(mock.AddressOf("symphony"), "sessionauth/v1/authenticate"), null);
        answer.StatusCode.Should().Be(HttpStatusCode.MisdirectedRequest);
        (await answer.Content.ReadAsStringAsync()).Should().Contain("urn:logout-contracts:no-client-certificate");
        (await bare.GetAsync(new Uri(mock.AddressOf("edin"), "bdoc/logout"))).StatusCode.Should().Be(HttpStatusCode.Unauthorized);
        using var client = new HttpClient(mock.Certificates.HandlerFor(mock.Certificates.ClientFor("service.user")));
        (await client.PostAsync(new Uri(mock.AddressOf("symphony"), "sessionauth/v1/authenticate"), null))
            .StatusCode.Should().Be(HttpStatusCode.OK);
        using var expired = new HttpClient(mock.Certificates.HandlerFor(mock.Certificates.ExpiredClientFor("service.user")));
        var sending = () => expired.GetAsync(new Uri(mock.AddressOf("edin"), "bdoc/logout"));
        await sending.Should().ThrowAsync<HttpRequestException>("a certificate must be valid if the client presents one");
    }

    [Test]
    public async Task A_reload_keeps_TLS_and_its_variants()
    {
        await using var mock = await LogoutMockServer.StartAsync("symphony", tls: ServerTls.InMemory());
        mock.Reload(Plans.Of("symphony")).Should().BeTrue();
        using var client = ClientOf(mock, mock.Certificates.ClientFor("unknown.user"));
        (await SendAsync(client, HttpMethod.Post, "/sessionauth/v1/authenticate")).Should().Be(HttpStatusCode.Forbidden);
    }

    [Test]
    public async Task Over_plain_HTTP_nothing_is_known_of_certificates()
    {
        await using var mock = await LogoutMockServer.StartAsync("symphony");
        using var client = new HttpClient { BaseAddress = mock.BaseAddress };
        var token = await LoginAsync(client);
        (await SendAsync(client, HttpMethod.Post, "/sessionauth/v1/logout", token)).Should().Be(HttpStatusCode.OK);
        mock.Invoking(each => each.Force("logout", "certificate-of-another-user")).Should().Throw<ArgumentException>("it is not served");
        mock.Invoking(each => each.Certificates).Should().Throw<InvalidOperationException>();
    }

    [Test]
    public async Task A_session_can_be_opened_for_any_user_of_the_contract()
    {
        await using var mock = await LogoutMockServer.StartAsync("symphony", tls: ServerTls.InMemory());
        using var client = ClientOf(mock, mock.Certificates.ClientFor("other.user"));
        var own = mock.Sessions.Open("other.user")["sessionToken"];
        (await SendAsync(client, HttpMethod.Post, "/sessionauth/v1/logout", own)).Should().Be(HttpStatusCode.OK);
        var foreign = mock.Sessions.Open()["sessionToken"];
        (await SendAsync(client, HttpMethod.Post, "/sessionauth/v1/logout", foreign)).Should().Be(HttpStatusCode.Forbidden);
    }

    private static HttpClient ClientOf(
        LogoutMockServer mock, System.Security.Cryptography.X509Certificates.X509Certificate2 certificate) =>
        new(mock.Certificates.HandlerFor(certificate)) { BaseAddress = mock.BaseAddress };

    private static async Task<string> LoginAsync(HttpClient client, string path = "/sessionauth/v1/authenticate", string? token = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path);
        if (token is not null)
            request.Headers.Add("sessionToken", token);
        using var response = await client.SendAsync(request);
        response.StatusCode.Should().Be(HttpStatusCode.OK);
        var answer = JsonNode.Parse(await response.Content.ReadAsStringAsync())!;
        return (string)(answer["token"] ?? answer["sessionToken"])!;
    }

    private static async Task<HttpStatusCode> SendAsync(HttpClient client, HttpMethod method, string path, string? token = null)
    {
        using var request = new HttpRequestMessage(method, path);
        if (token is not null)
            request.Headers.Add("sessionToken", token);
        using var response = await client.SendAsync(request);
        return response.StatusCode;
    }

    public enum BadCertificate
    {
        None,
        Expired,
        NotYetValid,
        OfAnotherAuthority,
        OfAServer,
        SelfSigned,
    }
}
