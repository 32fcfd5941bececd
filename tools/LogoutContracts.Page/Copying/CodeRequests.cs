using System.Text;
using System.Text.Encodings.Web;
using LogoutContracts.Mocks.Requests;

namespace LogoutContracts.Page.Copying;

/// <summary>Requests to send in order; the answer to the last one is what the reader wants to see.</summary>
internal sealed record CodeRequests(Uri BaseUrl, IReadOnlyList<RenderedRequest> All)
{

    public string Prefix => BaseUrl.AbsolutePath.TrimEnd('/');

    /// <summary>A text as a literal. The escapes of JSON mean the same in JavaScript, Python and C#.</summary>
    public static string Literal(string text) => $"\"{JavaScriptEncoder.UnsafeRelaxedJsonEscaping.Encode(text)}\"";

    /// <summary>The headers of a request, with the length of its body.</summary>
    public static IEnumerable<(string Name, string Value)> HeadersOf(RenderedRequest request)
    {
        foreach (var header in request.Headers)
            yield return (header.Name, header.Value);
        if (request.Body is { } body)
            yield return ("Content-Length", Encoding.UTF8.GetByteCount(body).ToString(System.Globalization.CultureInfo.InvariantCulture));
    }
}
