using System.Net;
using System.Text;
using LogoutContracts.Mocks;
using LogoutContracts.Mocks.Stubs;
using LogoutContracts.Specs;

namespace LogoutContracts.Verification;

/// <summary>Sends requests exactly as they are: no cookie jar, no redirect, no proxy, no header of its own but Host and Content-Length.</summary>
public sealed class Wire : IDisposable
{
    private const int MaxResponse = 16 << 20;

    private readonly HttpClient client;

    /// <param name="timeout">For one exchange; default 30 seconds.</param>
    public Wire(TimeSpan? timeout = null) => client = new(new SocketsHttpHandler
    {
        UseCookies = false,
        AllowAutoRedirect = false,
        UseProxy = false,
        AutomaticDecompression = DecompressionMethods.None,
        ActivityHeadersPropagator = null,

        // A connection for each request. On one that is kept, Jetty takes a header that differs from an earlier one only in case for that one, and "bearer" becomes "Bearer".
        PooledConnectionLifetime = TimeSpan.Zero,
    })
    {
        Timeout = timeout ?? TimeSpan.FromSeconds(30),
        MaxResponseContentBufferSize = MaxResponse,
    };

    /// <exception cref="HttpRequestException">Nobody answers, or not in HTTP.</exception>
    /// <exception cref="TaskCanceledException">The time is up.</exception>
    public async Task<Exchange> SendAsync(Uri baseUrl, RenderedRequest request, CancellationToken cancellation = default)
    {
        using var message = MessageOf(baseUrl, request);
        using var response = await client.SendAsync(message, HttpCompletionOption.ResponseContentRead, cancellation);
        return new(request, new((int)response.StatusCode, HeadersOf(response), Encoding.UTF8.GetString(await response.Content.ReadAsByteArrayAsync(cancellation))));
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
