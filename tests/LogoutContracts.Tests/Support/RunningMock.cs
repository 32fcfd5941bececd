using System.Collections.Concurrent;
using LogoutContracts.Mocks.Plans;
using LogoutContracts.Mocks.Requests;
using LogoutContracts.MockServer;
using LogoutContracts.MockServer.Contracts;
using LogoutContracts.MockServer.Flaws;
using LogoutContracts.MockServer.Journaling;
using LogoutContracts.Specs.Primitives;
using LogoutContracts.Verification.Http;

namespace LogoutContracts.Tests.Support;

/// <summary>
/// A mock of one contract on a free port, with a client that opens at most 64 connections. An internal error of the mock fails the
/// test that disposes of it.
/// </summary>
internal sealed class RunningMock : IMock, IAsyncDisposable
{
    private readonly ConcurrentQueue<Exception> errors = new();
    private readonly HttpClient client = new(new SocketsHttpHandler
    {
        UseCookies = false,
        AllowAutoRedirect = false,
        UseProxy = false,
        MaxConnectionsPerServer = 64,
    });

    private LogoutMockServer? server;

    private RunningMock(MockPlan plan) => Plan = plan;

    public MockPlan Plan { get; }

    public LogoutMockServer Server => server!;

    public MockSessions Sessions => Server.Sessions;

    public Uri Address => Server.AddressOf(Plan.Contract.Id);

    /// <param name="limited">Whether the contract's rate limits apply; most tests send more than they allow.</param>
    public static Task<RunningMock> StartAsync(string contract, TimeProvider? clock = null, string? release = null, bool limited = false) =>
        StartAsync(Plans.Of(contract, release), clock, limited: limited);

    public static async Task<RunningMock> StartAsync(
        MockPlan plan, TimeProvider? clock = null, Action<JournalEntry>? onRequest = null, bool limited = false,
        IReadOnlyList<Flaw>? flaws = null)
    {
        var mock = new RunningMock(plan);
        mock.server = await LogoutMockServer.StartAsync([plan], new MockServerOptions
        {
            PortOf = _ => 0,
            AdminPort = null,
            Clock = clock ?? TimeProvider.System,
            OnRequest = onRequest,
            OnError = mock.errors.Enqueue,
            AppliesRateLimits = limited,
            Flaws = flaws ?? [],
        });
        return mock;
    }

    public async Task<Reply> SendAsync(RenderedRequest request)
    {
        using var message = RawHttpClient.MessageOf(Address, request);
        using var response = await client.SendAsync(message);
        return new((int)response.StatusCode, RawHttpClient.HeadersOf(response), await response.Content.ReadAsStringAsync());
    }

    public Task<Reply> SendAsync(string method, string target, params IEnumerable<(string Name, string Value)> headers) =>
        SendAsync(new(method, target, headers.Select(header => new Header(header.Name, header.Value)).ToValueList(), null));

    public void Reset() => Server.Reset();

    public void Advance(TimeSpan by) => Server.Clock.Advance(by);

    public async ValueTask DisposeAsync()
    {
        client.Dispose();
        await Server.DisposeAsync();
        errors.Should().BeEmpty("the mock should have no internal errors");
    }
}

internal sealed record Reply(int Status, ValueList<Header> Headers, string Body)
{
    public string? this[string header] =>
        Headers.FirstOrDefault(received => received.Name.Equals(header, StringComparison.OrdinalIgnoreCase))?.Value;
}

/// <summary>A mock of one contract, in one server or in several.</summary>
internal interface IMock
{
    MockPlan Plan { get; }

    MockSessions Sessions { get; }

    Task<Reply> SendAsync(RenderedRequest request);

    void Reset();

    void Advance(TimeSpan by);
}
