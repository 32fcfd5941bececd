using System.Collections.Concurrent;
using System.Net;
using System.Text;
using System.Text.Unicode;
using LogoutContracts.Mocks.Plans;
using LogoutContracts.Mocks.Requests;
using LogoutContracts.Specs.Primitives;
using LogoutContracts.Verification.Http.Pacing;

namespace LogoutContracts.Verification.Http;

/// <summary>Sends requests unchanged: no cookies, redirects or proxy, and no additional headers except Host and Content-Length.</summary>
public sealed class RawHttpClient : IDisposable
{
    private const int MaxResponse = 16 << 20;

    private readonly TimeSpan timeout;
    private readonly HttpClient client;

    // One per client certificate, as a certificate belongs to a connection, not to a request.
    private readonly ConcurrentDictionary<ClientCertificate, Lazy<HttpClient>> clients = new();

    private readonly bool keepsConnections;
    private readonly int retries;

    /// <param name="timeout">For one exchange; null for 30 seconds.</param>
    /// <param name="tls">The trusted CAs and the client certificates; null for plain HTTP, or for the CAs that the system trusts.</param>
    /// <param name="keepsConnections">
    /// Whether to reuse connections. Not by default: on a reused connection, Jetty replaces a header that differs from an earlier one
    /// only in letter case by the earlier one, so that "bearer" becomes "Bearer".
    /// </param>
    /// <param name="retries">
    /// How often to try again if no connection could be made. A request that may have reached the target is never sent twice.
    /// </param>
    public RawHttpClient(TimeSpan? timeout = null, TargetTls? tls = null, bool keepsConnections = false, int retries = 0)
    {
        this.timeout = timeout ?? TimeSpan.FromSeconds(30);
        this.keepsConnections = keepsConnections;
        this.retries = retries;
        Tls = tls;
        client = ClientWith(null);
    }

    /// <summary>The certificates of the target and its clients; null if there are none.</summary>
    public TargetTls? Tls { get; }

    /// <summary>Limits the rate of requests, and waits if the target asks to; null to do neither.</summary>
    public RequestPacer? Pacer { get; init; }

    /// <summary>Counts requests and sessions; null to count nothing.</summary>
    public SessionLedger? Ledger { get; init; }

    /// <summary>A client with its own, kept connections. It shares the pacer, the ledger and the certificates of this one.</summary>
    internal RawHttpClient WithKeptConnections() =>
        new(timeout, Tls, keepsConnections: true, retries) { Pacer = Pacer, Ledger = Ledger };

    private HttpClient ClientWith(ClientCertificate? certificate) => new(new SocketsHttpHandler
    {
        UseCookies = false,
        AllowAutoRedirect = false,
        UseProxy = false,
        AutomaticDecompression = DecompressionMethods.None,
        ActivityHeadersPropagator = null,
        PooledConnectionLifetime = keepsConnections ? Timeout.InfiniteTimeSpan : TimeSpan.Zero,
        SslOptions = Tls?.OptionsFor(certificate) ?? new(),
    })
    {
        Timeout = timeout,
        MaxResponseContentBufferSize = MaxResponse,
    };

    /// <summary>Sends a request when the pacer allows it, and again if the target asks to wait.</summary>
    /// <exception cref="HttpRequestException">The target does not answer, or not in HTTP.</exception>
    /// <exception cref="TargetBusyException">The target refuses the request for now.</exception>
    /// <exception cref="TaskCanceledException">The timeout has passed, or the caller has cancelled.</exception>
    public async Task<Exchange> SendAsync(Uri baseUrl, RenderedRequest request, CancellationToken cancellation = default)
    {
        TimeSpan? waited = TimeSpan.Zero;
        while (true)
        {
            if (Pacer is not null)
                await Pacer.TurnAsync(cancellation);
            var exchange = await SendOnceAsync(baseUrl, request, cancellation);
            waited = Pacer?.Hold(
                waited.Value, exchange.Response.Status, request.Method, name => exchange.Response.ValuesOf(name).FirstOrDefault());
            if (waited is null)
                return exchange;
        }
    }

    private async Task<Exchange> SendOnceAsync(Uri baseUrl, RenderedRequest request, CancellationToken cancellation)
    {
        var sender = Tls?.For(request) is { } certificate
            ? clients.GetOrAdd(certificate, presented => new(() => ClientWith(presented))).Value : client;
        for (var tries = 0; ; tries++)
        {
            try
            {
                using var message = MessageOf(baseUrl, request);
                Ledger?.Sent();
                using var response = await sender.SendAsync(message, HttpCompletionOption.ResponseContentRead, cancellation);
                var body = await response.Content.ReadAsByteArrayAsync(cancellation);
                var received = new ReceivedResponse((int)response.StatusCode, HeadersOf(response), Encoding.UTF8.GetString(body))
                {
                    IsUtf8 = Utf8.IsValid(body),
                };
                var exchange = new Exchange(request, received);
                WrongScheme.Check(message.RequestUri!, exchange.Response);
                Tls?.Learn(exchange);
                Ledger?.Learn(exchange);
                return exchange;
            }
            catch (HttpRequestException e) when (
                tries < retries && e.HttpRequestError is HttpRequestError.ConnectionError or HttpRequestError.NameResolutionError)
            {
                // Nothing was sent, so the request can be sent again.
            }
        }
    }

    internal static HttpRequestMessage MessageOf(Uri baseUrl, RenderedRequest request)
    {
        var address = new Uri(baseUrl.ToString().TrimEnd('/') + request.Target);
        var message = new HttpRequestMessage(new HttpMethod(request.Method), address);
        if (request.Body is not null)
            message.Content = new ByteArrayContent(Encoding.UTF8.GetBytes(request.Body));
        foreach (var header in request.Headers)
        {
            if (message.Headers.TryAddWithoutValidation(header.Name, header.Value))
                continue;

            // HttpClient has Content-Type and similar headers on the content only, even if that is empty.
            message.Content ??= new ByteArrayContent([]);
            message.Content.Headers.TryAddWithoutValidation(header.Name, header.Value);
        }

        return message;
    }

    internal static ValueList<Header> HeadersOf(HttpResponseMessage response) =>
        response.Headers.NonValidated.Concat(response.Content.Headers.NonValidated)
            .SelectMany(header => header.Value.Select(value => new Header(header.Key, value))).ToValueList();

    public void Dispose()
    {
        client.Dispose();
        foreach (var (_, presenting) in clients)
            presenting.Value.Dispose();
    }
}
