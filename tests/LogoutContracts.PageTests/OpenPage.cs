using System.Collections.Concurrent;
using System.Net;
using LogoutContracts.Mocks.Plans;
using LogoutContracts.MockServer;
using LogoutContracts.Page;
using Microsoft.Playwright;

namespace LogoutContracts.PageTests;

/// <summary>A mock server with its page, open in a window. The test fails if the browser's console shows an error.</summary>
internal sealed class OpenPage : IAsyncDisposable
{
    private readonly IBrowserContext context;
    private readonly ConcurrentQueue<string> complaints;

    private OpenPage(LogoutMockServer server, IBrowserContext context, IPage page, ConcurrentQueue<string> complaints)
    {
        Server = server;
        this.context = context;
        Page = page;
        this.complaints = complaints;
    }

    public LogoutMockServer Server { get; }

    public IPage Page { get; }

    /// <summary>Part of the complaints that the test expects, such as "401"; "" for any, null for none.</summary>
    public string? Expected { get; set; }

    public static Task<OpenPage> StartAsync(
        string[] contracts, string view = "", string? flaw = null, string? token = null, BrowserNewContextOptions? window = null) =>
        StartAsync([.. contracts.Select(BuiltInPlans.Of)], view, flaw, token, window);

    public static Task<OpenPage> StartAsync(MockPlan plan) => StartAsync([plan], "", null, null, null);

    private static async Task<OpenPage> StartAsync(
        IReadOnlyList<MockPlan> plans, string view, string? flaw, string? token, BrowserNewContextOptions? window)
    {
        var browser = Chromium.Browser;
        var server = await LogoutMockServer.StartAsync([.. plans], new MockServerOptions
        {
            PortOf = _ => 0,
            AdminPort = 0,
            AdminToken = token,
            Flaws = flaw is null ? [] : [FlawCatalog.Find(flaw)!],
        }.WithPage("0.0.0"));
        var context = await browser.NewContextAsync(window ?? new());
        await context.GrantPermissionsAsync(["clipboard-read", "clipboard-write"]);
        var page = await context.NewPageAsync();
        page.SetDefaultTimeout(Chromium.Patience);
        var complaints = new ConcurrentQueue<string>();
        page.Console += (_, message) =>
        {
            if (message.Type is "error" or "warning")
                complaints.Enqueue(message.Text);
        };
        page.PageError += (_, error) => complaints.Enqueue(error);
        await page.GotoAsync($"{server.AdminAddress}{view}");
        return new(server, context, page, complaints);
    }

    /// <summary>Sends the seeded example of a variant to the mock, as a client does.</summary>
    public async Task<HttpStatusCode> SendAsync(string contract, string operation, string variant)
    {
        var plan = Server[contract].Plan;
        var example = plan.Find(operation, variant).SeededRequest();
        using var client = new HttpClient(new SocketsHttpHandler { UseCookies = false, UseProxy = false });
        using var request = new HttpRequestMessage(
            new(example.Method), Server.AddressOf(contract).ToString().TrimEnd('/') + example.Target);
        foreach (var header in example.Headers)
            request.Headers.TryAddWithoutValidation(header.Name, header.Value);
        using var response = await client.SendAsync(request);
        return response.StatusCode;
    }

    public async ValueTask DisposeAsync()
    {
        await context.DisposeAsync();
        await Server.DisposeAsync();
        complaints.Where(text => Expected is null || !text.Contains(Expected, StringComparison.Ordinal)).Should().BeEmpty();
    }
}
