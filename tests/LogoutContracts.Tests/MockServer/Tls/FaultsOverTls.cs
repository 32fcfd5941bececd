using System.Net;
using LogoutContracts.MockServer;
using LogoutContracts.MockServer.Overrides;
using LogoutContracts.MockServer.Tls;

namespace LogoutContracts.Tests.MockServer.Tls;

/// <summary>Injected faults also work over TLS, with each version of HTTP.</summary>
public sealed class FaultsOverTls
{
    public static IEnumerable<TestCaseData> Cases() => new Fault[] { new Fault.Reset(), new Fault.EmptyReply(), new Fault.TruncatedBody() }
        .SelectMany(fault => new[] { HttpVersion.Version11, HttpVersion.Version20 }.Select(version =>
            new TestCaseData(fault, version).SetName($"{fault.GetType().Name} over HTTP/{version}")));

    [TestCaseSource(nameof(Cases))]
    public async Task The_client_gets_no_whole_answer_and_the_next_one_does(Fault fault, Version version)
    {
        await using var mock = await LogoutMockServer.StartAsync("rocketchat", tls: ServerTls.InMemory());
        var session = mock.Sessions.Open();
        mock.Break(fault, "getMe");
        using var client = new HttpClient(mock.Certificates.HandlerFor()) { BaseAddress = mock.BaseAddress };

        var sending = () => SendAsync(client, version, session);
        (await sending.Should().ThrowAsync<Exception>()).Which.Should().Match(e => e is HttpRequestException || e is IOException);

        mock["rocketchat"].TakeBackAll();
        (await sending()).Should().Be(HttpStatusCode.OK);
    }

    private static async Task<HttpStatusCode> SendAsync(HttpClient client, Version version, IReadOnlyDictionary<string, string> session)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/v1/me")
        {
            Version = version,
            VersionPolicy = HttpVersionPolicy.RequestVersionExact,
        };
        request.Headers.Add("X-User-Id", session["userId"]);
        request.Headers.Add("X-Auth-Token", session["authToken"]);
        using var response = await client.SendAsync(request);
        await response.Content.ReadAsStringAsync();
        return response.StatusCode;
    }
}
