using System.Text.Json;
using LogoutContracts.Mocks.Listing;
using LogoutContracts.MockServer.Contracts;

namespace LogoutContracts.MockServer.Admin.Routes;

/// <summary>Lists the served contracts and their variants.</summary>
internal static class ContractRoutes
{
    private const string Contracts = AdminRoute.Root + "/contracts";

    public static IEnumerable<AdminRoute> Of(ServerState server) =>
    [
        new("GET", Contracts, _ => AdminJson.Reply(json => json.WriteArray(server.Contracts, WriteContract))),
        new("GET", $"{AdminRoute.Root}/variants", request => Variants(server, AdminFields.OfQuery(request))),
    ];

    /// <summary>The contract that the field names; null if the field is missing or names an unknown contract.</summary>
    public static MockedContract? Optional(ServerState server, AdminFields fields) =>
        fields.OptionalWord("contract", Ids(server)) is { } id ? server[id] : null;

    public static MockedContract? Required(ServerState server, AdminFields fields) =>
        fields.Word("contract", Ids(server)) is { } id ? server[id] : null;

    /// <summary>The operation that the field names, in this contract or, if it is null, in any.</summary>
    public static string? Operation(ServerState server, AdminFields fields, MockedContract? contract)
    {
        // The contract is unknown, so its operations are unknown too.
        if (contract is null && fields.Has("contract"))
            return fields.OptionalText("operation");
        var known = (contract is null ? server.Contracts : [contract]).SelectMany(each => each.Plan.Contract.Operations)
            .Select(operation => operation.Id).Distinct(StringComparer.Ordinal).ToList();
        return fields.OptionalWord("operation", known, contract is null ? "" : $" in '{contract.Plan.Contract.Id}'");
    }

    public static IReadOnlyCollection<string> Ids(ServerState server) =>
        [.. server.Contracts.Select(contract => contract.Plan.Contract.Id)];

    private static AdminReply Variants(ServerState server, AdminFields query)
    {
        var contract = Optional(server, query);
        var operation = Operation(server, query, contract);
        return query.Problem() ?? AdminJson.Reply(json => json.WriteArray(
            server.Contracts.Where(each => contract is null || ReferenceEquals(each, contract))
                .SelectMany(each => each.Plan.Variants
                    .Where(variant => operation is null || string.Equals(variant.Operation, operation, StringComparison.Ordinal))
                    .Select(variant => (each, variant))),
            static (json, pair) => VariantJson.Write(json, pair.each.Plan, pair.variant, Base(pair.each), CurlFiles.Here)));
    }

    private static void WriteContract(Utf8JsonWriter json, MockedContract mocked)
    {
        var contract = mocked.Plan.Contract;
        json.WriteStartObject();
        json.WriteString("id", contract.Id);
        json.WriteString("title", contract.Title);
        json.WriteString("baseUrl", Base(mocked));
        json.WriteString("release", mocked.Plan.Release);
        json.WriteStartArray("releases");
        foreach (var release in contract.Releases.Known)
            json.WriteStringValue(release);
        json.WriteEndArray();
        json.WriteStartArray("kinds");
        foreach (var kind in contract.Sessions.Kinds)
            json.WriteStringValue(kind);
        json.WriteEndArray();
        json.WritePropertyName("document");
        if (contract.Document is { } document)
        {
            json.WriteStartObject();
            json.WriteString("title", document.Title);
            json.WriteString("url", document.Url);
            json.WriteEndObject();
        }
        else
        {
            json.WriteNullValue();
        }

        json.WritePropertyName("operations");
        json.WriteArray(contract.Operations, static (json, operation) =>
        {
            json.WriteStartObject();
            json.WriteString("id", operation.Id);
            json.WriteString("method", operation.Method);
            json.WriteString("path", operation.Path.Text);
            json.WriteNumber("variants", operation.Variants.Count);
            json.WriteEndObject();
        });
        json.WriteEndObject();
    }

    private static string Base(MockedContract contract) => contract.BaseAddress.ToString().TrimEnd('/');
}
