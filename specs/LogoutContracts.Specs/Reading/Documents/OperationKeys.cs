namespace LogoutContracts.Specs.Reading.Documents;

/// <summary>The fields of an OpenAPI path item that hold operations.</summary>
internal static class OperationKeys
{
    public static IReadOnlyList<string> All { get; } = ["get", "put", "post", "delete", "options", "head", "patch", "trace"];
}
