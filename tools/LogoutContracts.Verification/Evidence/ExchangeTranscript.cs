using System.Globalization;
using System.Text;
using System.Text.Json;
using LogoutContracts.Mocks.Requests;
using LogoutContracts.Specs.Model;
using LogoutContracts.Specs.Primitives;
using LogoutContracts.Verification.Http;
using LogoutContracts.Verification.Sessions;

namespace LogoutContracts.Verification.Evidence;

/// <summary>An exchange as a person reads it: HTTP, with the headers that the contract speaks of, no secret and nothing that may vary.</summary>
internal static class ExchangeTranscript
{
    public static string Of(Exchange exchange, Expectation.Answer expected, ValueList<VolatilePart> volatileParts, RoleSessions cast)
    {
        var text = TextOf(exchange.Request);
        text.Append(CultureInfo.InvariantCulture, $"\n{exchange.Response.Status}\n");
        foreach (var header in expected.Headers)
        {
            var isVolatile = volatileParts.Contains(new VolatilePart.Header(header.Name));
            foreach (var (value, i) in exchange.Response.ValuesOf(header.Name).Select((value, i) => (value, i)))
                text.Append(CultureInfo.InvariantCulture, $"{header.Name}: {(isVolatile ? "(any)" : i < header.Values.Count ? LimitText.Hide(header.Values[i], value) : value)}\n");
        }

        if (exchange.Response.Body.Length > 0)
            text.Append(CultureInfo.InvariantCulture, $"\n{ResponseBody(exchange.Response.Body, expected, volatileParts).TrimEnd('\n')}\n");
        return cast.WithoutHidden(cast.Masked(text.ToString()));
    }

    /// <param name="instead">What stands in the place of the answer.</param>
    public static string Unanswered(RenderedRequest request, string instead, RoleSessions cast) => cast.Masked(TextOf(request).Append(CultureInfo.InvariantCulture, $"\n{instead}\n").ToString());

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
            return (expected.Body is { } text ? LimitText.Hide(text.Text, body) : body).ReplaceLineEndings("\n");
        return ResponseJson.Parse(body) is { } json
            ? new NormalizedJson(volatileParts, sorted: false, LimitText.Hide).Of(json, JsonElement.Parse(expected.Body.Text.Text)) : body;
    }
}
