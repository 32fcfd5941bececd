using System.Globalization;
using System.Text;
using LogoutContracts.Mocks.Requests;
using LogoutContracts.Specs.Model;
using LogoutContracts.Specs.Primitives;
using LogoutContracts.Verification.Http;
using LogoutContracts.Verification.Sessions;

namespace LogoutContracts.Verification.Evidence;

/// <summary>Writes exchanges for reports: all headers and the body. Credentials are hashed, long bodies cut.</summary>
internal sealed class EvidenceWriter(SessionModel sessions, RoleSessions roles)
{
    private const int LongestBody = 8_000;

    // A credential may be longer than its hash, so more is read than shown. The end, where a credential may be cut, is not shown.
    private const int LongestRead = 65_536;
    private const int LongestCredential = 4_096;

    private readonly Redactor redactor = new(sessions);

    public ExchangeEvidence Of(Exchange exchange) => new(RequestText(exchange.Request), ResponseText(exchange.Response));

    private string RequestText(RenderedRequest request) =>
        TextOf($"{request.Method} {SecretText.Pairs(roles.Hashed(request.Target))}", request.Headers, request.Body ?? "", isRequest: true);

    private string ResponseText(ReceivedResponse response) =>
        TextOf(
            response == ReceivedResponse.None ? "no answer" : response.Status.ToString(CultureInfo.InvariantCulture),
            response.Headers, response.Body, isRequest: false);

    private string TextOf(string first, ValueList<Header> headers, string body, bool isRequest)
    {
        var text = new StringBuilder(first).Append('\n');
        foreach (var header in headers)
            text.Append(CultureInfo.InvariantCulture, $"{header.Name}: {Value(header)}\n");
        if (body.Length > 0)
            text.Append(CultureInfo.InvariantCulture, $"\n{Body(body, isRequest)}\n");
        return text.ToString();
    }

    private string Value(Header header)
    {
        if (header.Name.Equals("Set-Cookie", StringComparison.OrdinalIgnoreCase))
            return roles.Hashed(SecretText.SetCookie(header.Value));
        if (header.Name.Equals("Cookie", StringComparison.OrdinalIgnoreCase))
            return SecretText.Cookies(header.Value);
        var known = roles.Hashed(header.Value);
        return redactor.IsSecret(header.Name) ? SecretText.Credentials(known) : SecretText.Pairs(known);
    }

    private string Body(string body, bool isRequest)
    {
        var isWhole = body.Length <= LongestRead;

        // Once before, as the redactor hashes whole values only, and once after, as it resolves escapes.
        var read = roles.Hashed(redactor.RedactAnswer(roles.Hashed(isWhole ? body : body[..LongestRead])));
        var text = SecretText.Pairs(SecretText.Fields(read, isRequest)).ReplaceLineEndings("\n");
        if (isWhole && text.Length <= LongestBody)
            return text.TrimEnd('\n');
        var end = Math.Max(0, Math.Min(LongestBody, isWhole ? text.Length : text.Length - LongestCredential));
        if (end > 0 && char.IsHighSurrogate(text[end - 1]))
            end--;
        return string.Create(CultureInfo.InvariantCulture, $"{text.AsSpan(0, end)}\n… ({body.Length} characters)");
    }
}

/// <summary>A request and its answer as text, without credentials.</summary>
public sealed record ExchangeEvidence(string Request, string Response)
{
    /// <summary>Both texts empty.</summary>
    public static ExchangeEvidence None { get; } = new("", "");
}
