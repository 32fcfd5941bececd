using System.Text.Json;
using LogoutContracts.Mocks.Requests;
using LogoutContracts.Specs.Arazzo;
using LogoutContracts.Specs.Json;
using LogoutContracts.Specs.Primitives;
using LogoutContracts.Verification.Http;

namespace LogoutContracts.Verification.Workflows;

/// <summary>Evaluates Arazzo's runtime expressions on an exchange.</summary>
/// <param name="path">The path of the operation.</param>
/// <param name="known">Evaluates expressions that are not about the exchange.</param>
internal sealed class ExchangeExpressions(Exchange exchange, Uri baseUrl, PathTemplate path, Func<RuntimeExpression, JsonElement?> known)
{
    private readonly Lazy<JsonElement?> requestBody = new(() => BodyOf(exchange.Request.Body));
    private readonly Lazy<JsonElement?> responseBody = new(() => BodyOf(exchange.Response.Body));

    private string Target => exchange.Request.Target;

    /// <summary>Null if there is no value at that place.</summary>
    public JsonElement? ValueOf(RuntimeExpression expression) => expression switch
    {
        RuntimeExpression.Url => JsonValues.Of($"{baseUrl.ToString().TrimEnd('/')}{Target}"),
        RuntimeExpression.Method => JsonValues.Of(exchange.Request.Method),
        RuntimeExpression.StatusCode => JsonValues.Of(exchange.Response.Status),
        RuntimeExpression.Header header => Header(header.OfRequest ? exchange.Request.Headers : exchange.Response.Headers, header.Name),
        RuntimeExpression.Query query => Query(query.Name),
        RuntimeExpression.PathParameter parameter => path.ValuesIn(Target.Split('?')[0]).TryGetValue(parameter.Name, out var value)
            ? JsonValues.Of(Uri.UnescapeDataString(value)) : null,
        RuntimeExpression.Body body => (body.OfRequest ? requestBody : responseBody).Value is { } whole
            ? JsonPointer.Find(whole, body.Pointer) : null,
        _ => known(expression),
    };

    /// <summary>A body that is not JSON is a string.</summary>
    private static JsonElement? BodyOf(string? body) =>
        string.IsNullOrEmpty(body) ? null : ResponseJson.Parse(body) ?? JsonValues.Of(body);

    private static JsonElement? Header(ValueList<Header> headers, string name) =>
        headers.FirstOrDefault(header => header.Name.Equals(name, StringComparison.OrdinalIgnoreCase)) is { } found
            ? JsonValues.Of(found.Value) : null;

    private JsonElement? Query(string name)
    {
        if (Target.Split('?', 2) is not [_, var query])
            return null;
        var found = query.Split('&').Select(part => part.Split('=', 2))
            .FirstOrDefault(part => string.Equals(Uri.UnescapeDataString(part[0]), name, StringComparison.Ordinal));
        return found is null ? null : JsonValues.Of(found is [_, var value] ? Uri.UnescapeDataString(value) : "");
    }
}
