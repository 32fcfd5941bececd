using LogoutContracts.Drafting.Reading;
using LogoutContracts.Specs.Primitives;

namespace LogoutContracts.Drafting.Recording;

/// <summary>Finds the login of a recording: the request whose answer has values that later requests carry.</summary>
internal static class SessionFlow
{
    // Shorter values are carried by chance.
    public const int ShortestValue = 8;

    private static readonly string[] LoginWords = ["login", "logon", "signin", "authenticate", "auth", "token", "session", "sessions"];

    /// <returns>Null if no answer has a value that a later request carries.</returns>
    public static FoundLogin? In(IReadOnlyList<Exchange> exchanges)
    {
        var found = exchanges.Select((exchange, i) => (exchange, Carried: Carried(exchange, [.. exchanges.Skip(i + 1)])))
            .Where(each => each.Carried.Count > 0)
            .OrderByDescending(each => Likelihood(each.exchange)).ToList();
        if (found.Count == 0)
            return null;
        var login = found[0].exchange;
        var logins = exchanges.Where(other => IsSame(other, login) && other.Status < 400).ToList();
        return new(login, [.. found[0].Carried.DistinctBy(each => each.Place)
            .Select(each => CredentialOf(each, logins)).DistinctBy(each => each.Name, StringComparer.Ordinal)]);
    }

    public static bool IsSame(Exchange one, Exchange other) => string.Equals(one.Method, other.Method, StringComparison.Ordinal)
        && string.Equals(one.Path, other.Path, StringComparison.Ordinal)
        && string.Equals(one.Origin, other.Origin, StringComparison.Ordinal);

    /// <summary>The values of an answer that may be credentials, with the expressions for their places.</summary>
    public static IEnumerable<(string Name, string From, string Text)> Emitted(Exchange exchange)
    {
        var inBody = BodyJson.Texts(exchange.ReceivedJson)
            .Select(text => (text.Name, From: $"$response.body#{text.Pointer}", text.Text));
        var cookies = exchange.SetCookies.Select(cookie => (cookie.Name, From: $"$response.cookie.{cookie.Name}", cookie.Text));
        var headers = exchange.ResponseHeaders.Where(header => Secrets.IsSecretName(header.Name)
            && !header.Name.Equals("Set-Cookie", StringComparison.OrdinalIgnoreCase))
            .Select(header => (header.Name, From: $"$response.header.{header.Name}", header.Text));
        return cookies.Concat(inBody).Concat(headers).Where(value => value.Text.Length >= ShortestValue && !IsCrossSite(value.Name));
    }

    // Tokens against cross-site requests change with each page, and prove nothing alone.
    private static bool IsCrossSite(string name) =>
        NameWords.Of(name).Any(word => word.Contains("csrf", StringComparison.Ordinal) || word.Contains("xsrf", StringComparison.Ordinal));

    private static List<CarriedValue> Carried(Exchange exchange, List<Exchange> later)
    {
        if (exchange.Status >= 400)
            return [];
        return [.. Emitted(exchange)
            .Select(value => later.Select(request => PlaceOf(value.Text, request)).FirstOrDefault(place => place is not null) is { } place
                ? new CarriedValue(value.Name, value.From, place) : null)
            .OfType<CarriedValue>()];
    }

    /// <summary>Where a request carries a value; null if it does not.</summary>
    private static RequestPlace? PlaceOf(string value, Exchange request)
    {
        if (request.Cookies.FirstOrDefault(cookie => string.Equals(cookie.Text, value, StringComparison.Ordinal)) is { } cookie)
            return new("cookie", cookie.Name, "", "");
        foreach (var header in request.RequestHeaders.Where(header => !header.Name.Equals("Cookie", StringComparison.OrdinalIgnoreCase)
            && !IsCrossSite(header.Name) && !header.Name.Equals("Referer", StringComparison.OrdinalIgnoreCase)))
        {
            if (header.Text.IndexOf(value, StringComparison.Ordinal) is >= 0 and var at)
                return new("header", header.Name, header.Text[..at], header.Text[(at + value.Length)..]);
        }

        return request.Query.FirstOrDefault(query => string.Equals(query.Text, value, StringComparison.Ordinal)) is { } parameter
            ? new("query", parameter.Name, "", "") : null;
    }

    private static int Likelihood(Exchange exchange)
    {
        var words = NameWords.Of(exchange.Path.TrimEnd('/').Split('/')[^1]);
        var hasPassword = BodyJson.AllTexts(exchange.SentJson)
            .Any(text => NameWords.Of(text.Name) is [.., "password" or "passwd" or "pwd" or "pass"]);
        return (words.Intersect(LoginWords, StringComparer.Ordinal).Any() ? 3 : 0) + (hasPassword ? 4 : 0) + (exchange.Method is "POST" ? 1
            : 0);
    }

    private static RecordedCredential CredentialOf(CarriedValue carried, List<Exchange> logins)
    {
        var values = logins.SelectMany(Emitted).Where(value => string.Equals(value.From, carried.From, StringComparison.Ordinal))
            .Select(value => value.Text).ToList();
        var isUser = NameWords.Of(carried.Name) is [.., "user", "id"]
            || (values.Count > 1 && values.Distinct(StringComparer.Ordinal).Count() == 1);
        return new(NameOf(carried), carried.From, carried.Place, values.Distinct(StringComparer.Ordinal)
            .ToValueList())
        { IsPerUser = isUser };
    }

    /// <summary>A name for a credential, in camel case.</summary>
    public static string NameFor(string name) =>
        Identifier(string.Concat(NameWords.Of(name).Where(word => word is not "x").Select((word, i) =>
            i == 0 ? word : $"{char.ToUpperInvariant(word[0])}{word[1..]}")));

    private static string NameOf(CarriedValue carried) =>
        carried.Place.Kind is "cookie" ? Identifier(carried.Name) : NameFor(carried.Name);

    private static string Identifier(string name)
    {
        var allowed = string.Concat(name.Where(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '-'));
        return allowed.Length > 0 && char.IsAsciiLetter(allowed[0]) ? allowed : "token";
    }

    private sealed record CarriedValue(string Name, string From, RequestPlace Place);
}

/// <param name="Login">The first exchange that opened a session.</param>
internal sealed record FoundLogin(Exchange Login, IReadOnlyList<RecordedCredential> Credentials)
{
    /// <summary>Whether a successful request has all credentials that travel.</summary>
    public bool Authenticates(Exchange exchange) => exchange.Status < 400
        && Credentials.All(credential => credential.Carrier is null || credential.Carrier.In(exchange) is not null);
}
