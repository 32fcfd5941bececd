namespace LogoutContracts.Specs.Reading.Documents;

/// <summary>The keys of an OpenAPI path item that are operations.</summary>
internal static class OperationKeys
{
    public static IReadOnlyList<string> All { get; } = ["get", "put", "post", "delete", "options", "head", "patch", "trace"];
}
