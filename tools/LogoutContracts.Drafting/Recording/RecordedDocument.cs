using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using LogoutContracts.Specs.Primitives;

namespace LogoutContracts.Drafting.Recording;

/// <summary>
/// Describes recorded exchanges as an OpenAPI file, in which login, logout and probe are searched. It has no recorded values.
/// </summary>
internal static class RecordedDocument
{
    public static JsonElement Of(IReadOnlyList<Exchange> exchanges, FoundLogin login)
    {
        var paths = new JsonObject();
        foreach (var operation in exchanges.GroupBy(exchange => (exchange.Path, exchange.Method)))
        {
            var all = operation.ToList();
            var carries = all.Exists(login.Authenticates);

            // A probe has to be seen with a live session.
            if (operation.Key.Method is "GET" && !carries && !all.Exists(exchange => SessionFlow.IsSame(exchange, login.Login)))
                continue;
            paths[operation.Key.Path] ??= new JsonObject();
            paths[operation.Key.Path]![operation.Key.Method.ToLowerInvariant()] = OperationOf(all, carries);
        }

        return JsonElement.Parse(new JsonObject
        {
            ["info"] = new JsonObject { ["title"] = login.Login.Url.Host },
            ["paths"] = paths
        }.ToJsonString());
    }

    private static JsonObject OperationOf(List<Exchange> all, bool carries)
    {
        var responses = new JsonObject();
        foreach (var exchange in all)
            responses[exchange.Status.ToString(CultureInfo.InvariantCulture)] = new JsonObject { ["description"] = "Recorded" };
        var operation = new JsonObject { ["responses"] = responses };
        if (carries)
            operation["security"] = new JsonArray(new JsonObject { ["session"] = new JsonArray() });
        if (all.Select(exchange => exchange.SentJson).OfType<JsonObject>()
            .FirstOrDefault() is { } body)
        {
            var properties =
                new JsonObject(body.Where(entry => entry.Value is JsonValue value && value.GetValueKind() == JsonValueKind.String)
                .Select(entry => KeyValuePair.Create(entry.Key, (JsonNode?)new JsonObject { ["type"] = "string" })));
            operation["requestBody"] = new JsonObject
            {
                ["content"] = new JsonObject
                {
                    [MediaType.Essence(all.First(exchange => exchange.RequestBody.Length > 0).RequestType)] = new JsonObject
                    {
                        ["schema"] = new JsonObject { ["type"] = "object", ["properties"] = properties },
                    },
                },
            };
        }

        return operation;
    }
}
