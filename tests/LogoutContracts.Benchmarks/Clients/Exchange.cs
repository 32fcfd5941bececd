using System.Globalization;
using System.Text;
using LogoutContracts.Mocks.Requests;

namespace LogoutContracts.Benchmarks.Clients;

/// <summary>Sends single requests, to check before a measurement that all contenders do the same work.</summary>
internal static class Exchange
{
    public static async Task<Answer> SendAsync(HttpClient client, Uri address, RenderedRequest request)
    {
        using var message = new HttpRequestMessage(new(request.Method), new Uri(address, request.Target));
        if (request.Body is not null)
            message.Content = new ByteArrayContent(Encoding.UTF8.GetBytes(request.Body));
        foreach (var header in request.Headers)
        {
            if (!message.Headers.TryAddWithoutValidation(header.Name, header.Value))
                (message.Content ??= new ByteArrayContent([])).Headers.TryAddWithoutValidation(header.Name, header.Value);
        }

        using var response = await client.SendAsync(message);

        // The date differs between requests.
        var headers = response.Headers.Concat(response.Content.Headers)
            .Where(header => header.Key is not "Date").OrderBy(header => header.Key, StringComparer.Ordinal)
            .Select(header => $"{header.Key}: {string.Join(" | ", header.Value)}");
        return new((int)response.StatusCode, string.Join('\n', headers), await response.Content.ReadAsStringAsync());
    }

    /// <summary>The bytes of the request in HTTP/1.1.</summary>
    public static byte[] Bytes(RenderedRequest request)
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"{request.Method} {request.Target} HTTP/1.1\r\nHost: 127.0.0.1\r\n");
        foreach (var header in request.Headers)
            text.Append(CultureInfo.InvariantCulture, $"{header.Name}: {header.Value}\r\n");
        if (request.Body is not null)
            text.Append(CultureInfo.InvariantCulture, $"Content-Length: {Encoding.UTF8.GetByteCount(request.Body)}\r\n");
        return Encoding.UTF8.GetBytes(text.Append("\r\n").Append(request.Body).ToString());
    }
}

/// <param name="Headers">One per line, sorted by name, without the date.</param>
internal sealed record Answer(int Status, string Headers, string Body)
{
    public override string ToString() => $"{Status}\n{Headers}\n\n{Body}";
}
