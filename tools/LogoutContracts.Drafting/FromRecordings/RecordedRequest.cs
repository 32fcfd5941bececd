using System.Text.Json.Nodes;
using LogoutContracts.Drafting.Recording;
using LogoutContracts.Drafting.Writing;
using LogoutContracts.Specs.Primitives;

namespace LogoutContracts.Drafting.FromRecordings;

/// <summary>Copies recorded requests without their secrets, as examples.</summary>
/// <param name="given">Values of the login's request that earlier answers gave.</param>
internal sealed class RecordedRequest(CallRecording recording, IReadOnlyList<GivenValue> given)
{
    public const string User = "jane";
    public const string Password = "example-password";
    public const string WrongPassword = "another-password";

    /// <summary>Adds what the request of an operation has: headers, query parameters and a body.</summary>
    /// <param name="inputs">Where a login has its user and password; null for other operations.</param>
    public void AddTo(JsonObject operation, Exchange request, LoginInputs? inputs)
    {
        if (Send(request) is { Count: > 0 } send)
            operation["x-send"] = send;
        if (request.RequestBody.Length > 0)
        {
            operation["requestBody"] = new JsonObject
            {
                ["content"] = new JsonObject
                {
                    [MediaType.Essence(request.RequestType)] = new JsonObject { ["example"] = Example(request, inputs) },
                },
            };
        }
    }

    /// <summary>The headers and query parameters of a request that are not those of its session.</summary>
    public JsonObject Send(Exchange request)
    {
        var send = new JsonObject();
        var query = request.Query.Where(query => !recording.IsCarrier("query", query.Name))
            .DistinctBy(query => query.Name, StringComparer.Ordinal).ToList();
        if (query.Count > 0)
        {
            send["query"] = new JsonObject(query.Select(each => KeyValuePair.Create(each.Name, (JsonNode?)(
                Secrets.IsSecretName(each.Name) ? "text" : new SafeBody(recording.Secrets).Copy(each.Text)))));
        }

        if (recording.HeadersToSend(request) is { Count: > 0 } headers)
            send["headers"] = headers;
        return send;
    }

    /// <summary>The body. The client of an OAuth server is added where the contract says how it authenticates.</summary>
    public JsonNode? Example(Exchange request, LoginInputs? inputs)
    {
        var fixedTexts = inputs is null ? new Dictionary<string, string>(StringComparer.Ordinal)
            : new Dictionary<string, string>(StringComparer.Ordinal) { [inputs.User] = User, [inputs.Secret] = Password };
        foreach (var value in ReferenceEquals(request, recording.Login.Login) ? given : [])
            fixedTexts[value.At] = $"{{fresh.{value.Name}}}";
        if (request.SentJson is not { } body)
            return JsonValue.Create(new SafeBody(recording.Secrets).Copy(request.RequestBody));
        foreach (var field in recording.ClientMethodOf(request) is null ? [] : RecordedClient.Fields)
            (body as JsonObject)?.Remove(field);
        return new SafeBody(recording.Secrets).Copy(body, fixedTexts);
    }
}
