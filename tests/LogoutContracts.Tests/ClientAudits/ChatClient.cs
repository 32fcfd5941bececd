using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using LogoutContracts.ClientAudit.Clients;

namespace LogoutContracts.Tests.ClientAudits;

/// <summary>A client of Rocket.Chat that logs out as it should. It follows no redirects, and its requests time out.</summary>
internal class ChatClient : IDisposable
{
    private readonly HttpClient http;

    public ChatClient(ClientRun run, bool followsRedirects = false)
    {
        Run = run;
        http = new(new SocketsHttpHandler { AllowAutoRedirect = followsRedirects, UseProxy = false }) { BaseAddress = run.BaseAddress };
    }

    /// <summary>How long requests that are sent too late wait, so that they are late for the audit, too.</summary>
    public static TimeSpan Late => TimeSpan.FromMilliseconds(350);

    /// <summary>How long a logout may take where none hangs, on a machine that is busy.</summary>
    protected static TimeSpan Patience => TimeSpan.FromSeconds(5);

    public ClientRun Run { get; }

    public string Token { get; private set; } = "";

    /// <summary>Whether the server has refused the token. Then no more calls are sent.</summary>
    public bool IsRefused { get; private set; }

    private string UserId { get; set; } = "";

    private string SessionId { get; set; } = "";

    public async Task LogInAsync()
    {
        IsRefused = false;
        using var answer = await http.PostAsJsonAsync(
            "api/v1/login", new { user = Run.Account["user"], password = Run.Account["password"] });
        answer.EnsureSuccessStatusCode();
        var values = JsonNode.Parse(await answer.Content.ReadAsStringAsync())!["data"]!;
        (UserId, Token) = ((string)values["userId"]!, (string)values["authToken"]!);
        var sessions = JsonNode.Parse(await GetAsync("api/v1/sessions/list"))!["sessions"]!.AsArray();
        SessionId = (string)sessions[0]!["sessionId"]!;
    }

    public virtual Task<string> CallAsync() => IsRefused ? Task.FromResult("") : GetAsync("api/v1/me");

    /// <summary>Gives up at once, and forgets the login whatever happens.</summary>
    public virtual async Task LogOutAsync()
    {
        using var answer = await SendLogoutAsync(TimeSpan.FromSeconds(1));
    }

    /// <returns>Null if there was no answer in time.</returns>
    protected async Task<HttpResponseMessage?> SendLogoutAsync(TimeSpan patience, string query = "")
    {
        using var time = new CancellationTokenSource(patience);
        try
        {
            using var request = Signed(HttpMethod.Post, $"api/v1/sessions/logout.me{query}");
            request.Content = JsonContent.Create(new { sessionId = SessionId });
            return await http.SendAsync(request, time.Token);
        }
        catch (Exception e) when (e is HttpRequestException or OperationCanceledException)
        {
            return null;
        }
    }

    protected async Task<string> GetAsync(string path)
    {
        using var request = Signed(HttpMethod.Get, path);
        using var answer = await http.SendAsync(request);
        IsRefused = answer.StatusCode == HttpStatusCode.Unauthorized;
        return await answer.Content.ReadAsStringAsync();
    }

    public void Dispose()
    {
        http.Dispose();
        GC.SuppressFinalize(this);
    }

    private HttpRequestMessage Signed(HttpMethod method, string path) =>
        new(method, path) { Headers = { { "X-User-Id", UserId }, { "X-Auth-Token", Token } } };

    protected static bool IsSuccess(HttpResponseMessage? answer) => answer is { StatusCode: HttpStatusCode.OK };

    protected static TimeSpan? RetryAfter(HttpResponseMessage? answer) =>
        answer?.Headers.RetryAfter is { } wait ? wait.Delta ?? wait.Date - DateTimeOffset.UtcNow : null;
}
