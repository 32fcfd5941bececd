using System.Globalization;
using System.Text;
using System.Text.Json;
using LogoutContracts.Mocks.Requests;
using LogoutContracts.Specs.Model;
using LogoutContracts.Specs.Primitives;
using LogoutContracts.Verification.Http;
using LogoutContracts.Verification.Sessions;

namespace LogoutContracts.Verification.Evidence;

/// <summary>Writes exchanges as text for snapshots: only headers that the contract states, and no secrets or volatile parts.</summary>
internal static class ExchangeTranscript
{
    public static string Of(Exchange exchange, Expectation.Answer expected, ValueList<VolatilePart> volatileParts, RoleSessions roles)
    {
        var text = TextOf(exchange.Request);
        text.Append(CultureInfo.InvariantCulture, $"\n{exchange.Response.Status}\n");
        foreach (var header in expected.Headers)
        {
            var isVolatile = volatileParts.Contains(new VolatilePart.Header(header.Name));
            foreach (var (i, value) in exchange.Response.ValuesOf(header.Name).Index())
                text.Append(CultureInfo.InvariantCulture, $"{header.Name}: {(isVolatile ? "(any)" : Shown(header, i, value))}\n");
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

    private static string Shown(ExpectedHeader expected, int index, string value) =>
        index < expected.Values.Count ? LimitText.Hide(expected.Values[index], value) : value;

    private static string ResponseBody(string body, Expectation.Answer expected, ValueList<VolatilePart> volatileParts)
    {
        if (expected.Body is not { IsJson: true, IsExact: false })
            return (expected.Body is { } text ? LimitText.Hide(text.Text, body) : body).ReplaceLineEndings("\n");
        return ResponseJson.Parse(body) is { } json
            ? new NormalizedJson(volatileParts, sorted: false, LimitText.Hide).Of(json, JsonElement.Parse(expected.Body.Text.Text)) : body;
    }
}
