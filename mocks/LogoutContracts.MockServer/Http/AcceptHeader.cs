using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;

namespace LogoutContracts.MockServer.Http;

/// <summary>Reads what kind of answer a client wants.</summary>
internal static class AcceptHeader
{
    /// <summary>
    /// Whether the client asks for HTML by name, as browsers do, and for no other type more. A client that accepts anything does not.
    /// </summary>
    public static bool PrefersHtml(StringValues accept)
    {
        if (accept.Count == 0 || !MediaTypeHeaderValue.TryParseList(accept, out var types))
            return false;
        var html = types.FirstOrDefault(type => type.MediaType.Equals("text/html", StringComparison.OrdinalIgnoreCase));
        return html is not null && types.All(type => Quality(type) <= Quality(html) && Quality(html) > 0);
    }

    private static double Quality(MediaTypeHeaderValue type) => type.Quality ?? 1;
}
