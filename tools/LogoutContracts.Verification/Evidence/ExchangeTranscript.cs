using System.Globalization;
using System.Text;
using LogoutContracts.Mocks.Requests;
using LogoutContracts.Specs.Model;
using LogoutContracts.Specs.Primitives;
using LogoutContracts.Verification.Http;
using LogoutContracts.Verification.Sessions;

namespace LogoutContracts.Verification.Evidence;

/// <summary>An exchange as text for snapshots: with the headers that the contract states, without secrets and volatile parts.</summary>
internal static class ExchangeTranscript
{
    public static string Of(Exchange exchange, Expectation.Answer expected, ValueList<VolatilePart> volatileParts, RoleSessions roles)
    {
        var text = TextOf(exchange.Request);
        text.Append(CultureInfo.InvariantCulture, $"\n{exchange.Response.Status}\n");
        foreach (var header in expected.Headers)
        {
            var isVolatile = volatileParts.Contains(new VolatilePart.Header(header.Name));
            foreach (var value in exchange.Response.ValuesOf(header.Name))
                text.Append(CultureInfo.InvariantCulture, $"{header.Name}: {(isVolatile ? "(any)" : value)}\n");
        }

        if (exchange.Response.Body.Length > 0)
            text.Append(CultureInfo.InvariantCulture, $"\n{ResponseBody(exchange.Response.Body, expected, volatileParts).TrimEnd('\n')}\n");
        return roles.WithoutHidden(roles.Masked(text.ToString()));
    }

    /// <param name="instead">The text in place of the answer.</param>
    public static string Unanswered(RenderedRequest request, string instead, RoleSessions roles) =>
        roles.Masked(TextOf(request).Append(CultureInfo.InvariantCulture, $"\n{instead}\n").ToString());

    private static StringBuilder TextOf(RenderedRequest request)
    {
        var text = new StringBuilder();
        if (request.Certificate != Certificate.Own)
            text.Append(CultureInfo.InvariantCulture, $"(client certificate: {request.Certificate.InSpecWords()})\n");
        text.Append(CultureInfo.InvariantCulture, $"{request.Method} {request.Target}\n");
        foreach (var header in request.Headers)
            text.Append(CultureInfo.InvariantCulture, $"{header.Name}: {header.Value}\n");
        if (request.Body is { } body)
            text.Append(CultureInfo.InvariantCulture, $"\n{body.ReplaceLineEndings("\n").TrimEnd('\n')}\n");
        return text;
    }

    private static string ResponseBody(string body, Expectation.Answer expected, ValueList<VolatilePart> volatileParts)
    {
        if (expected.Body is not { IsJson: true, IsExact: false })
            return body.ReplaceLineEndings("\n");
        return ResponseJson.Parse(body) is { } json ? new NormalizedJson(volatileParts, sorted: false).Of(json) : body;
    }
}
