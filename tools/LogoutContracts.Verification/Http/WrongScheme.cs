namespace LogoutContracts.Verification.Http;

/// <summary>Recognizes answers to plain HTTP that mean: use HTTPS.</summary>
internal static class WrongScheme
{
    // nginx, Go, Apache and Tomcat.
    private static readonly string[] Refusals =
    [
        "plain HTTP request was sent to HTTPS port", "sent an HTTP request to an HTTPS server",
        "speaking plain HTTP to an SSL-enabled server port", "combination of host and port requires TLS",
    ];

    /// <exception cref="WrongSchemeException">The target wants HTTPS.</exception>
    public static void Check(Uri requested, ReceivedResponse response)
    {
        if (!string.Equals(requested.Scheme, Uri.UriSchemeHttp, StringComparison.Ordinal))
            return;
        if (response.Status == 400 && Refusals.Any(refusal => response.Body.Contains(refusal, StringComparison.Ordinal)))
            throw new WrongSchemeException("The target expects TLS on this port. Use https://.");
        var location = response.Status is >= 300 and < 400 ? response.ValuesOf("Location").FirstOrDefault() : null;
        if (location is not null && IsSameOverTls(requested, location))
        {
            // The path may contain a session.
            var shown = $"{new Uri(location).GetLeftPart(UriPartial.Authority)}/…";
            throw new WrongSchemeException($"The target redirects to HTTPS (Location: {shown}). Use https://.");
        }
    }

    private static bool IsSameOverTls(Uri requested, string location) => Uri.TryCreate(location, UriKind.Absolute, out var to)
        && string.Equals(to.Scheme, Uri.UriSchemeHttps, StringComparison.Ordinal)
        && string.Equals(to.Host, requested.Host, StringComparison.OrdinalIgnoreCase)
        && string.Equals(to.PathAndQuery, requested.PathAndQuery, StringComparison.Ordinal);
}

/// <summary>The base URL starts with <c>http:</c>, and the target wants <c>https:</c>.</summary>
internal sealed class WrongSchemeException(string message) : HttpRequestException(message);
