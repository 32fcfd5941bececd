using System.Globalization;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Net.Mime;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace LogoutContracts.AdminClient;

/// <summary>Controls a mock server in another process, through its admin API.</summary>
public sealed class MockAdminClient : IDisposable
{
    private readonly HttpClient client;

    /// <param name="address">Address of the admin port, such as <c>http://127.0.0.1:9100</c>.</param>
    /// <param name="token">The server's admin token, or null.</param>
    public MockAdminClient(Uri address, string? token = null)
    {
        client = new(new SocketsHttpHandler { UseCookies = false, UseProxy = false }) { BaseAddress = address };
        if (token is not null)
            client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
    }

    /// <summary>Whether the server is up.</summary>
    public async Task<bool> IsHealthyAsync(CancellationToken cancellation = default) => await IsAsync("health", "ok", cancellation);

    /// <summary>Whether every contract's port is open.</summary>
    public async Task<bool> IsReadyAsync(CancellationToken cancellation = default) => await IsAsync("ready", "ready", cancellation);

    /// <summary>The admin API's OpenAPI file.</summary>
    /// <exception cref="AdminException">The server rejected the request.</exception>
    public async Task<string> DescribeAsync(CancellationToken cancellation = default)
    {
        using var response = await SendAsync(HttpMethod.Get, "openapi.yaml", null, cancellation);
        return await response.Content.ReadAsStringAsync(cancellation);
    }

    /// <summary>
    /// Restores the initial state: resets sessions, clock and rate limits, clears the journal, and removes forced answers and faults.
    /// </summary>
    /// <exception cref="AdminException">The server rejected the request.</exception>
    public Task ResetAsync(CancellationToken cancellation = default) => DoAsync(HttpMethod.Post, "reset", cancellation);

    /// <summary>The served contracts and their base URLs.</summary>
    public Task<IReadOnlyList<MockedContract>> ListContractsAsync(CancellationToken cancellation = default) =>
        GetAsync("contracts", AdminJson.Default.IReadOnlyListMockedContract, cancellation);

    /// <summary>All variants, or those of one contract or operation.</summary>
    /// <exception cref="AdminException">The server does not serve the contract or operation.</exception>
    public Task<IReadOnlyList<MockedVariant>> ListVariantsAsync(
        string? contract = null, string? operation = null, CancellationToken cancellation = default) =>
        GetAsync(
            $"variants{Query(("contract", contract), ("operation", operation))}", AdminJson.Default.IReadOnlyListMockedVariant,
            cancellation);

    /// <summary>The sessions that the server knows, with their credentials hashed.</summary>
    /// <param name="state">Null for any state.</param>
    /// <param name="limit">Maximum number of sessions to list; null for the server's default.</param>
    /// <exception cref="AdminException">The server does not serve the contract.</exception>
    public Task<SessionList> ListSessionsAsync(
        string? contract = null, SessionState? state = null, int? limit = null, CancellationToken cancellation = default) =>
        GetAsync(
            $"sessions{Query(("contract", contract), ("state", Word(state)), ("limit", Text(limit)))}", AdminJson.Default.SessionList,
            cancellation);

    /// <summary>Opens a session without a login.</summary>
    /// <param name="user">Sessions with the same name belong to one user.</param>
    /// <param name="kind">Null for the contract's default kind.</param>
    /// <returns>The session with its credentials, which cannot be read again later.</returns>
    /// <exception cref="AdminException">The server does not serve the contract, or the contract does not have the kind.</exception>
    public Task<OpenedSession> OpenSessionAsync(
        string contract, string? user = null, string? kind = null, CancellationToken cancellation = default) =>
        PostAsync("sessions", new(contract, user, kind), AdminJson.Default.SessionToOpen, AdminJson.Default.OpenedSession, cancellation);

    /// <summary>Ends a session, as a logout does.</summary>
    /// <param name="credential">
    /// The credential itself, not its hash. If a session has several, the one that no other session shares.
    /// </param>
    /// <exception cref="AdminException">The contract has no such session.</exception>
    public Task<ChangedSession> EndSessionAsync(string contract, string credential, CancellationToken cancellation = default) =>
        ChangeAsync("end", contract, credential, cancellation);

    /// <summary>Expires a session, as an idle timeout does.</summary>
    /// <inheritdoc cref="EndSessionAsync"/>
    public Task<ChangedSession> ExpireSessionAsync(string contract, string credential, CancellationToken cancellation = default) =>
        ChangeAsync("expire", contract, credential, cancellation);

    /// <summary>Removes a session; its credentials are unknown afterwards.</summary>
    /// <inheritdoc cref="EndSessionAsync"/>
    public Task<ChangedSession> ForgetSessionAsync(string contract, string credential, CancellationToken cancellation = default) =>
        ChangeAsync("forget", contract, credential, cancellation);

    /// <summary>The server's time.</summary>
    public Task<ClockReading> ReadClockAsync(CancellationToken cancellation = default) =>
        GetAsync("clock", AdminJson.Default.ClockReading, cancellation);

    /// <summary>Advances the clock of all contracts, on which idle timeouts and rate limits depend.</summary>
    /// <exception cref="AdminException">The duration is not positive, or too long.</exception>
    public Task<ClockReading> AdvanceClockAsync(TimeSpan by, CancellationToken cancellation = default) =>
        PostAsync("clock/advance", new(by), AdminJson.Default.ClockAdvance, AdminJson.Default.ClockReading, cancellation);

    /// <summary>The forced answers with their counts.</summary>
    public Task<IReadOnlyList<ForcedAnswer>> ListForcedAsync(CancellationToken cancellation = default) =>
        GetAsync("force", AdminJson.Default.IReadOnlyListForcedAnswer, cancellation);

    /// <summary>
    /// Forces the answer of a variant. If the variant's rule matches the request, it also changes sessions as usual; otherwise it ends no
    /// session.
    /// </summary>
    /// <param name="operation">Null for every operation that has a variant with this name.</param>
    /// <param name="when">Null for every request.</param>
    /// <exception cref="AdminException">The server does not serve the contract, operation or variant.</exception>
    public Task<ForcedAnswer> ForceAsync(
        string contract, string? operation, string variant, Trigger? when = null, CancellationToken cancellation = default) => PostAsync(
        "force", new(contract, operation, variant, when?.Next, when?.Every, when?.Share, when?.Seed), AdminJson.Default.AnswerToForce,
        AdminJson.Default.ForcedAnswer, cancellation);

    /// <summary>
    /// Forces an answer that need not be in the contract. It takes precedence over variants, and opens and ends no session.
    /// </summary>
    /// <param name="operation">Null for every operation.</param>
    /// <param name="status">From 200 to 599.</param>
    /// <param name="headers">Null for none.</param>
    /// <param name="body">Null for none.</param>
    /// <param name="when">Null for every request.</param>
    /// <exception cref="AdminException">
    /// The server does not serve the contract or operation, or HTTP cannot send the answer.
    /// </exception>
    public Task<ForcedAnswer> ForceStatusAsync(
        string contract, string? operation, int status, IReadOnlyDictionary<string, string>? headers = null, string? body = null,
        Trigger? when = null, CancellationToken cancellation = default) => PostAsync(
        "force", new(contract, operation, null, when?.Next, when?.Every, when?.Share, when?.Seed, status, headers, body),
        AdminJson.Default.AnswerToForce, AdminJson.Default.ForcedAnswer, cancellation);

    /// <summary>Removes a forced answer.</summary>
    /// <exception cref="AdminException">No forced answer has this id.</exception>
    public Task TakeBackForcedAsync(string id, CancellationToken cancellation = default) =>
        DoAsync(HttpMethod.Delete, $"force/{Uri.EscapeDataString(id)}", cancellation);

    /// <summary>Removes all forced answers.</summary>
    public Task ClearForcedAsync(CancellationToken cancellation = default) => DoAsync(HttpMethod.Delete, "force", cancellation);

    /// <summary>The injected faults with their counts.</summary>
    public Task<IReadOnlyList<AddedFault>> ListFaultsAsync(CancellationToken cancellation = default) =>
        GetAsync("faults", AdminJson.Default.IReadOnlyListAddedFault, cancellation);

    /// <summary>Injects a fault.</summary>
    /// <param name="operation">Null for every operation.</param>
    /// <param name="by">Length of a delay; null for other faults.</param>
    /// <param name="when">Null for every request.</param>
    /// <param name="timing">Null for the default: after the request has taken effect for a truncated body, otherwise before.</param>
    /// <exception cref="AdminException">
    /// The server does not serve the contract or operation, or <paramref name="by"/> does not suit the fault.
    /// </exception>
    public Task<AddedFault> AddFaultAsync(
        string contract, FaultKind kind, string? operation = null, TimeSpan? by = null, Trigger? when = null, FaultTiming? timing = null,
        CancellationToken cancellation = default) => PostAsync(
        "faults", new(contract, operation, kind, by, timing, when?.Next, when?.Every, when?.Share, when?.Seed),
        AdminJson.Default.FaultToAdd, AdminJson.Default.AddedFault, cancellation);

    /// <summary>Removes a fault.</summary>
    /// <exception cref="AdminException">No fault has this id.</exception>
    public Task TakeBackFaultAsync(string id, CancellationToken cancellation = default) =>
        DoAsync(HttpMethod.Delete, $"faults/{Uri.EscapeDataString(id)}", cancellation);

    /// <summary>Removes all faults.</summary>
    public Task ClearFaultsAsync(CancellationToken cancellation = default) => DoAsync(HttpMethod.Delete, "faults", cancellation);

    /// <summary>Recent requests, oldest first.</summary>
    /// <param name="filter">Null for all requests.</param>
    /// <param name="after"><see cref="JournalPage.Next"/> of the previous page; null for the first page.</param>
    /// <param name="limit">Maximum number of entries; null for the server's default.</param>
    /// <exception cref="AdminException">The server does not serve the contract, operation or variant.</exception>
    public Task<JournalPage> ListJournalAsync(
        JournalFilter? filter = null, long? after = null, int? limit = null, CancellationToken cancellation = default) =>
        GetAsync(
            $"journal{Query([.. Parameters(filter), ("after", Text(after)), ("limit", Text(limit))])}", AdminJson.Default.JournalPage,
            cancellation);

    /// <summary>Counts requests.</summary>
    /// <param name="filter">Null for all requests.</param>
    /// <exception cref="AdminException">The server does not serve the contract, operation or variant.</exception>
    public Task<JournalCount> CountJournalAsync(JournalFilter? filter = null, CancellationToken cancellation = default) =>
        GetAsync($"journal/count{Query(Parameters(filter))}", AdminJson.Default.JournalCount, cancellation);

    /// <summary>Empties the journal.</summary>
    public Task ClearJournalAsync(CancellationToken cancellation = default) => DoAsync(HttpMethod.Delete, "journal", cancellation);

    /// <summary>Removes the entries of one of the servers that share a state.</summary>
    /// <exception cref="AdminException">The server shares no state, or no server has this name.</exception>
    public Task ClearJournalAsync(string replica, CancellationToken cancellation = default) =>
        DoAsync(HttpMethod.Delete, $"journal{Query(("replica", replica))}", cancellation);

    public void Dispose() => client.Dispose();

    private async Task<bool> IsAsync(string path, string status, CancellationToken cancellation)
    {
        try
        {
            return string.Equals(
                (await GetAsync(path, AdminJson.Default.ServerStatus, cancellation)).Status, status, StringComparison.Ordinal);
        }
        catch (Exception e) when (e is AdminException or HttpRequestException or JsonException)
        {
            return false;
        }
    }

    private Task<ChangedSession> ChangeAsync(string how, string contract, string credential, CancellationToken cancellation) =>
        PostAsync(
            $"sessions/{how}", new(contract, credential), AdminJson.Default.SessionToChange, AdminJson.Default.ChangedSession,
            cancellation);

    private async Task<T> GetAsync<T>(string path, JsonTypeInfo<T> type, CancellationToken cancellation)
    {
        using var response = await SendAsync(HttpMethod.Get, path, null, cancellation);
        return (await response.Content.ReadFromJsonAsync(type, cancellation))!;
    }

    private async Task<TReply> PostAsync<TBody, TReply>(
        string path, TBody body, JsonTypeInfo<TBody> bodyType, JsonTypeInfo<TReply> replyType, CancellationToken cancellation)
    {
        using var content = JsonContent.Create(body, bodyType);
        using var response = await SendAsync(HttpMethod.Post, path, content, cancellation);
        return (await response.Content.ReadFromJsonAsync(replyType, cancellation))!;
    }

    private async Task DoAsync(HttpMethod method, string path, CancellationToken cancellation)
    {
        // The API wants JSON from everything that changes something.
        using var content = new ByteArrayContent([]) { Headers = { ContentType = new(MediaTypeNames.Application.Json) } };
        using var response = await SendAsync(method, path, content, cancellation);
    }

    private async Task<HttpResponseMessage> SendAsync(HttpMethod method, string path, HttpContent? content, CancellationToken cancellation)
    {
        using var request = new HttpRequestMessage(method, new Uri($"/__admin/{path}", UriKind.Relative)) { Content = content };
        var response = await client.SendAsync(request, cancellation);
        if (response.IsSuccessStatusCode)
            return response;
        using (response)
            throw await AdminException.OfAsync(response, cancellation);
    }

    private static (string Name, string? Value)[] Parameters(JournalFilter? filter) =>
    [
        ("contract", filter?.Contract), ("operation", filter?.Operation), ("variant", filter?.Variant), ("status", Text(filter?.Status)),
        ("session", filter?.Session), ("replica", filter?.Replica),
    ];

    private static string Query(params (string Name, string? Value)[] parameters)
    {
        var given = parameters.Where(parameter => parameter.Value is not null)
            .Select(parameter => $"{parameter.Name}={Uri.EscapeDataString(parameter.Value!)}").ToList();
        return given.Count == 0 ? "" : $"?{string.Join('&', given)}";
    }

    private static string? Word(SessionState? state) =>
        state is { } known ? JsonNamingPolicy.KebabCaseLower.ConvertName(known.ToString()) : null;

    private static string? Text(long? number) => number?.ToString(CultureInfo.InvariantCulture);
}
