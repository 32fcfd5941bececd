using System.Text.Json;

namespace LogoutContracts.Drafting.Reading;

/// <summary>An OpenAPI file whose operations and security schemes are looked at. The file is not validated.</summary>
internal sealed class ApiDocument
{
    private static readonly string[] Methods = ["get", "put", "post", "delete", "options", "head", "patch", "trace"];

    public ApiDocument(JsonElement root)
    {
        Root = Place.Of(root);
        Operations = [.. (Root["paths"]?.Entries ?? []).SelectMany(item => Methods
            .Where(method => item.Value[method] is { IsMap: true })
            .Select(method => new ApiOperation(method.ToUpperInvariant(), item.Key, item.Value[method]!, item.Value)))];
    }

    public Place Root { get; }

    public string Title => Root["info"]?.Text("title") ?? "";

    public IReadOnlyList<ApiOperation> Operations { get; }

    /// <summary>The operation with this id, or with this method and path, such as <c>POST /login</c>; null if there is none.</summary>
    public ApiOperation? Find(string name) =>
        Operations.FirstOrDefault(operation => string.Equals(operation.Id, name, StringComparison.Ordinal))
        ?? Operations.FirstOrDefault(operation => string.Equals(operation.Name, name.Trim(), StringComparison.OrdinalIgnoreCase));

    /// <summary>A security scheme by name; null if there is none.</summary>
    public Place? Scheme(string name) => Root["components"]?["securitySchemes"]?[name];

    /// <summary>
    /// The security requirements of an operation: the names of schemes that are needed together, one list per alternative.
    /// </summary>
    /// <returns>Null if the file says nothing; empty if anyone may call the operation.</returns>
    public IReadOnlyList<IReadOnlyList<string>>? SecurityOf(ApiOperation operation) =>
        (operation.At["security"] ?? Root["security"]) is { IsList: true } security
            ? [.. security.Items.Select(requirement => requirement.Entries.Select(scheme => scheme.Key).ToList())] : null;

    /// <summary>Whether the operation needs a credential, as far as its security requirements and its answer 401 say.</summary>
    public bool IsProtected(ApiOperation operation) => SecurityOf(operation) is { Count: > 0 } security
        ? security.All(requirement => requirement.Count > 0)
        : operation.Responses.Any(response => response.Status is "401");
}
