using System.Net;
using System.Text;
using System.Text.Unicode;
using LogoutContracts.Mocks;
using LogoutContracts.Mocks.Stubs;
using LogoutContracts.Specs;

namespace LogoutContracts.Verification;

/// <summary>Sends requests exactly as they are: no cookie jar, no redirect, no proxy, no header of its own but Host and Content-Length.</summary>
public sealed class Wire : IDisposable
{
    private const int MaxResponse = 16 << 20;

    private readonly HttpClient client;

    private readonly int retries;

    /// <param name="timeout">For one exchange; default 30 seconds.</param>
    /// <param name="keepsConnections">
    /// Whether a connection serves several requests. Not by default: on one that is kept, Jetty takes a header that differs from an earlier one only in case for that one, and "bearer" becomes "Bearer".
    /// </param>
    /// <param name="retries">How often a request is sent again where no connection could be made. What may have reached the target is never sent twice.</param>
    public Wire(TimeSpan? timeout = null, bool keepsConnections = false, int retries = 0)
    {
        this.retries = retries;
        client = new(new SocketsHttpHandler
        {
            UseCookies = false,
            AllowAutoRedirect = false,
            UseProxy = false,
            AutomaticDecompression = DecompressionMethods.None,
            ActivityHeadersPropagator = null,
            PooledConnectionLifetime = keepsConnections ? Timeout.InfiniteTimeSpan : TimeSpan.Zero,
        })
        {
            Timeout = timeout ?? TimeSpan.FromSeconds(30),
            MaxResponseContentBufferSize = MaxResponse,
        };
    }

    /// <exception cref="HttpRequestException">Nobody answers, or not in HTTP.</exception>
    /// <exception cref="TaskCanceledException">The time is up.</exception>
    public async Task<Exchange> SendAsync(Uri baseUrl, RenderedRequest request, CancellationToken cancellation = default)
    {
        for (var tries = 0; ; tries++)
        {
            try
            {
                using var message = MessageOf(baseUrl, request);
                using var response = await client.SendAsync(message, HttpCompletionOption.ResponseContentRead, cancellation);
                var body = await response.Content.ReadAsByteArrayAsync(cancellation);
                return new(request, new((int)response.StatusCode, HeadersOf(response), Encoding.UTF8.GetString(body)) { IsUtf8 = Utf8.IsValid(body) });
            }
            catch (HttpRequestException e) when (tries < retries && e.HttpRequestError is HttpRequestError.ConnectionError or HttpRequestError.NameResolutionError)
            {
                // Nothing was sent, so it can be tried again.
            }
        }
    }

    internal static HttpRequestMessage MessageOf(Uri baseUrl, RenderedRequest request)
    {
        var message = new HttpRequestMessage(new HttpMethod(request.Method), new Uri(baseUrl.ToString().TrimEnd('/') + request.Target));
        if (request.Body is not null)
            message.Content = new ByteArrayContent(Encoding.UTF8.GetBytes(request.Body));
        foreach (var header in request.Headers)
        {
            if (message.Headers.TryAddWithoutValidation(header.Name, header.Value))
                continue;

            // A header of the content, such as Content-Type, wants a content, even where there is none to send.
            message.Content ??= new ByteArrayContent([]);
            message.Content.Headers.TryAddWithoutValidation(header.Name, header.Value);
        }

        return message;
    }

    internal static ValueList<Header> HeadersOf(HttpResponseMessage response) => response.Headers.NonValidated.Concat(response.Content.Headers.NonValidated)
        .SelectMany(header => header.Value.Select(value => new Header(header.Key, value))).ToValueList();

    public void Dispose() => client.Dispose();
}
