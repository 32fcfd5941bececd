using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using LogoutContracts.Mocks;
using LogoutContracts.Mocks.Stubs;
using LogoutContracts.Specs;

namespace LogoutContracts.Verification;

/// <summary>Whole exchanges for a report: every header and the body, with each credential as a prefix of its hash, and nothing longer than a person would read.</summary>
internal sealed partial class Evidence(SessionModel sessions, Cast cast)
{
    private const int LongestBody = 8_000;

    private readonly Redactor redactor = new(sessions);

    public ExchangeEvidence Of(Exchange exchange) => new(RequestText(exchange.Request), ResponseText(exchange.Response));

    private string RequestText(RenderedRequest request)
    {
        var text = new StringBuilder(string.Create(CultureInfo.InvariantCulture, $"{request.Method} {cast.Hashed(request.Target)}\n"));
        AppendHeaders(text, request.Headers);
        if (request.Body is { Length: > 0 } body)
            text.Append(CultureInfo.InvariantCulture, $"\n{Shortened(Body(body))}\n");
        return text.ToString();
    }

    private string ResponseText(ReceivedResponse response)
    {
        var text = new StringBuilder(string.Create(CultureInfo.InvariantCulture, $"{response.Status}\n"));
        AppendHeaders(text, response.Headers);
        if (response.Body.Length > 0)
            text.Append(CultureInfo.InvariantCulture, $"\n{Shortened(response.Body.Length > LongestBody ? cast.Hashed(response.Body[..LongestBody]) : Body(response.Body))}\n");
        return text.ToString();
    }

    private string Body(string body) => redactor.RedactAnswer(cast.Hashed(body)).ReplaceLineEndings("\n");

    private void AppendHeaders(StringBuilder text, ValueList<Header> headers)
    {
        foreach (var header in headers)
            text.Append(CultureInfo.InvariantCulture, $"{header.Name}: {Value(header)}\n");
    }

    private string Value(Header header)
    {
        // Of a cookie, the value is the credential; names and attributes are what a reviewer looks at.
        if (header.Name.Equals("Set-Cookie", StringComparison.OrdinalIgnoreCase))
            return FirstPair().Replace(header.Value, HashPair);
        if (header.Name.Equals("Cookie", StringComparison.OrdinalIgnoreCase))
            return AnyPair().Replace(header.Value, HashPair);
        var known = cast.Hashed(header.Value);
        return ReferenceEquals(known, header.Value) || string.Equals(known, header.Value, StringComparison.Ordinal) ? redactor.Redact(header).Value : known;
    }

    private static string HashPair(Match pair) => $"{pair.Groups["name"].Value}={Redactor.Hash(pair.Groups["value"].Value)}";

    private static string Shortened(string body) =>
        body.Length <= LongestBody ? body.TrimEnd('\n') : string.Create(CultureInfo.InvariantCulture, $"{body.AsSpan(0, LongestBody)}\n… ({body.Length} characters)");

    [GeneratedRegex("^(?<name>[^=;]+)=(?<value>[^;]+)", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant)]
    private static partial Regex FirstPair();

    [GeneratedRegex("(?<name>[^=; ]+)=(?<value>[^;]+)", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant)]
    private static partial Regex AnyPair();
}

/// <summary>An exchange as a reviewer reads it: whole, but for credentials.</summary>
public sealed record ExchangeEvidence(string Request, string Response)
{
    public static ExchangeEvidence None { get; } = new("", "");
}
