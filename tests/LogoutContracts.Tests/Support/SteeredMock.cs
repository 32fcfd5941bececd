using System.Collections.Concurrent;
using System.Text;
using LogoutContracts.AdminClient;
using LogoutContracts.Mocks.Plans;
using LogoutContracts.Mocks.Requests;
using LogoutContracts.MockServer;
using LogoutContracts.Specs.Primitives;

namespace LogoutContracts.Tests.Support;

/// <summary>
/// A mock on free ports with its admin API and <see cref="MockAdminClient"/>. An internal error of the mock fails the test that
/// disposes of it.
/// </summary>
internal sealed class SteeredMock : IAsyncDisposable
{
    private readonly ConcurrentQueue<Exception> errors;

    private readonly HttpClient client = new(new SocketsHttpHandler
    {
        UseCookies = false,
        AllowAutoRedirect = false,
        UseProxy = false,
        MaxConnectionsPerServer = 64,
    })
    {
        Timeout = TimeSpan.FromSeconds(20),
    };

    private SteeredMock(LogoutMockServer server, string? token, ConcurrentQueue<Exception> errors)
    {
        this.errors = errors;
        Server = server;
        Admin = new(server.AdminAddress!, token);
        Raw = new(new SocketsHttpHandler { UseCookies = false, UseProxy = false }) { BaseAddress = server.AdminAddress };
    }

    public LogoutMockServer Server { get; }

    public MockAdminClient Admin { get; }

    /// <summary>A plain client for the admin API, without a token.</summary>
    public HttpClient Raw { get; }

    public static Task<SteeredMock> StartAsync(params string[] contracts) => StartAsync(contracts, null);

    public static Task<SteeredMock> StartAsync(string[] contracts, string? token) =>
        StartAsync([.. contracts.Select(contract => Plans.Of(contract))], token);

    /// <param name="journal">Number of requests to keep.</param>
    public static async Task<SteeredMock> StartAsync(IReadOnlyList<MockPlan> plans, string? token = null, int journal = 1_000)
    {
        var errors = new ConcurrentQueue<Exception>();
        var options = new MockServerOptions
        {
            PortOf = _ => 0,
            AdminPort = 0,
            AdminToken = token,
            OnError = errors.Enqueue,
            Journal = journal,
        };
        return new(await LogoutMockServer.StartAsync(plans, options), token, errors);
    }

    public async Task<Reply> SendAsync(string contract, RenderedRequest request, CancellationToken cancellation = default)
    {
        var url = new Uri(Server.AddressOf(contract).ToString().TrimEnd('/') + request.Target);
        using var message = new HttpRequestMessage(new HttpMethod(request.Method), url);
        if (request.Body is not null)
            message.Content = new ByteArrayContent(Encoding.UTF8.GetBytes(request.Body));
        foreach (var header in request.Headers)
        {
            if (message.Headers.TryAddWithoutValidation(header.Name, header.Value))
                continue;
            message.Content ??= new ByteArrayContent([]);
            message.Content.Headers.TryAddWithoutValidation(header.Name, header.Value);
        }

        using var response = await client.SendAsync(message, cancellation);
        var headers = response.Headers.NonValidated.Concat(response.Content.Headers.NonValidated)
            .SelectMany(header => header.Value.Select(value => new Header(header.Key, value)));
        return new((int)response.StatusCode, headers.ToValueList(), await response.Content.ReadAsStringAsync(cancellation));
    }

    public async ValueTask DisposeAsync()
    {
        client.Dispose();
        Admin.Dispose();
        Raw.Dispose();
        await Server.DisposeAsync();
        errors.Should().BeEmpty("the mock should have no internal errors");
    }
}
