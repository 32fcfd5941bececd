using System.Text.RegularExpressions;
using LogoutContracts.Mocks.Requests;

namespace LogoutContracts.Verification.Evidence;

/// <summary>Hashes credentials that the run does not know, by the names of their fields, parameters and cookies.</summary>
/// <remarks>Hashes and placeholders of contracts stay.</remarks>
internal static partial class SecretText
{
    /// <summary>Hashes the secrets among the <c>name=value</c> pairs of a URL or a form.</summary>
    public static string Pairs(string text) => Pair().Replace(text, pair => SecretParameter().IsMatch(pair.Groups["name"].Value)
        ? $"{pair.Groups["name"].Value}={Hashed(pair.Groups["value"].Value, Unescaped)}"
        : pair.Value);

    /// <summary>Hashes the value of Authorization or a similar header, except the scheme.</summary>
    public static string Credentials(string value)
    {
        var parts = Scheme().Match(value);
        return parts.Success ? $"{parts.Groups["scheme"].Value}{Hashed(parts.Groups["rest"].Value)}" : Hashed(value);
    }

    /// <summary>Hashes the values of a Cookie header.</summary>
    public static string Cookies(string value) => string.Join("; ", value.Split(';').Select(cookie => cookie.Trim()).Select(cookie =>
        cookie.Split('=', 2) is [var name, var secret] ? $"{name}={Hashed(secret)}" : Hashed(cookie)));

    /// <summary>Hashes the values of a Set-Cookie header, except attributes. A proxy may have joined several cookies.</summary>
    /// <param name="hash">Gives the text in place of a value.</param>
    public static string SetCookie(string value, Func<string, string>? hash = null) =>
        string.Join(",", NextCookie().Split(value).Select(cookie => OneCookie(cookie, hash ?? (secret => Hashed(secret)))));

    /// <summary>Hashes the secrets among the members of JSON, which may be cut, and among the fields of HTML forms.</summary>
    /// <param name="hash">Gives the text in place of a value.</param>
    public static string Fields(string text, bool isRequest, Func<string, string>? hash = null)
    {
        var replace = hash ?? (secret => Hashed(secret));
        var withoutMembers = Member().Replace(text, member => IsSecretField(member.Groups["name"].Value, isRequest)
            ? $"{member.Groups["start"].Value}{replace(member.Groups["value"].Value)}{member.Groups["end"].Value}"
            : member.Value);
        return FormField().Replace(withoutMembers, field => SecretField().IsMatch(NameOfField().Match(field.Value).Value)
            ? ValueOfField().Replace(field.Value, value => $"{value.Groups["start"].Value}{replace(value.Groups["value"].Value)}")
            : field.Value);
    }

    /// <summary>Whether a value is empty, a hash or a placeholder.</summary>
    public static bool IsHarmless(string value) => value.Length == 0 || Harmless().IsMatch(value);

    private static string Hashed(string value, Func<string, string>? plain = null) =>
        IsHarmless(value) ? value : Redactor.Hash(plain is null ? value : plain(value));

    private static string Unescaped(string value) => Uri.UnescapeDataString(value.Replace('+', ' '));

    // The "code" of an answer is an error code; that of a request may log somebody in.
    private static bool IsSecretField(string name, bool isRequest) =>
        SecretField().IsMatch(name) || (isRequest && name.Contains("code", StringComparison.OrdinalIgnoreCase));

    private static string OneCookie(string cookie, Func<string, string> hash)
    {
        var parts = cookie.Split(';');
        return string.Join(';', parts.Select((part, i) =>
            part.Split('=', 2) is [var name, var value] && (i == 0 || !Attribute().IsMatch(name.Trim()))
                ? $"{name}={hash(value.Trim())}" : part));
    }

    [GeneratedRegex(
        @"(?<=^|[?&\s])(?<name>[^=&?#\s]{1,100})=(?<value>[^&#\s]*)", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant)]
    private static partial Regex Pair();

    [GeneratedRegex("pass|pwd|token|secret|code|key|session|sid$|jwt", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex SecretParameter();

    [GeneratedRegex(
        "^(?<scheme>(Basic|Bearer|Digest|Negotiate|NTLM|Token|DPoP|ApiKey)[ ]+)(?<rest>.+)$",
        RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant)]
    private static partial Regex Scheme();

    [GeneratedRegex(@",(?=\s*[A-Za-z_][\w.-]{0,63}=[^=;,\s])", RegexOptions.CultureInvariant)]
    private static partial Regex NextCookie();

    [GeneratedRegex(
        "^(Expires|Max-Age|Domain|Path|SameSite|Priority|Version)$",
        RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant)]
    private static partial Regex Attribute();

    [GeneratedRegex(
        """(?<start>"(?<name>[^"\\]{1,100})"\s*:\s*")(?<value>([^"\\]|\\.)*)(?<end>"|\\?$)""",
        RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant)]
    private static partial Regex Member();

    [GeneratedRegex("pass|pwd|token|secret|jwt", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex SecretField();

    [GeneratedRegex("<(input|meta)\\b[^>]*>", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant)]
    private static partial Regex FormField();

    [GeneratedRegex("""(?<=\bname\s*=\s*["']?)[^"'\s>]+""", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex NameOfField();

    [GeneratedRegex(
        """(?<start>\b(value|content)\s*=\s*["']?)(?<value>[^"'\s>]+)""",
        RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant)]
    private static partial Regex ValueOfField();

    [GeneratedRegex(
        @"^(sha256:[0-9a-f]{8}…(\[[a-z0-9:-]+\])?|\{[a-z]+\.[\w-]+\}([ ]is[ ]not[ ]of[ ]the[ ]format[ ].+)?|\((any|absent|empty)\))$",
        RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant)]
    private static partial Regex Harmless();
}
