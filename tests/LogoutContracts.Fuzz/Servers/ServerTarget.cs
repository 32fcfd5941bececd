using System.Collections.Concurrent;
using LogoutContracts.Fuzz.Engine;
using LogoutContracts.MockServer;
using LogoutContracts.MockServer.Tls;
using LogoutContracts.Tests.Support;

namespace LogoutContracts.Fuzz.Servers;

/// <summary>A running mock. After each input, it reports no error and serves the next client as if nothing had happened.</summary>
internal abstract class ServerTarget(string name, bool isOverTls) : FuzzTarget(name)
{
    private readonly ConcurrentQueue<Exception> errors = new();
    private HttpClient client = new();

    protected LogoutMockServer Server { get; private set; } = null!;

    public override async Task StartAsync()
    {
        Server = await LogoutMockServer.StartAsync([Plans.Of("laravel")], new MockServerOptions
        {
            PortOf = _ => 0,
            AdminPort = 0,
            Tls = isOverTls ? ServerTls.InMemory() : null,
            OnError = errors.Enqueue,
            AppliesRateLimits = false,
        });
        if (isOverTls)
            client = new(Server.Certificates.HandlerFor());
    }

    public override async Task<string?> TryAsync(byte[] input)
    {
        var problem = await SendAsync(input);
        if (errors.TryDequeue(out var error))
            return $"the mock reports {error}";
        Server.Reset();
        return problem ?? await ServesTheNextAsync();
    }

    public override async ValueTask DisposeAsync()
    {
        client.Dispose();
        await Server.DisposeAsync();
        await base.DisposeAsync();
    }

    /// <returns>What is wrong with the answer; null if nothing is.</returns>
    protected abstract Task<string?> SendAsync(byte[] input);

    private async Task<string?> ServesTheNextAsync()
    {
        var token = Server.Sessions.Open()["token"];
        int[] statuses = [await StatusAsync(HttpMethod.Delete, token), await StatusAsync(HttpMethod.Delete, token)];
        return statuses is [204, 401] ? null : $"a logout and its replay then get {statuses[0]} and {statuses[1]}, not 204 and 401.";
    }

    private async Task<int> StatusAsync(HttpMethod method, string token)
    {
        using var request = new HttpRequestMessage(method, new Uri(Server.BaseAddress, "/api/v1/logout"));
        request.Headers.Authorization = new("Bearer", token);
        using var response = await client.SendAsync(request);
        return (int)response.StatusCode;
    }
}
