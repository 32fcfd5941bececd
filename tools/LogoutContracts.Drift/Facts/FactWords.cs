namespace LogoutContracts.Drift.Facts;

/// <summary>Words for the kinds of facts.</summary>
internal static class FactWords
{
    /// <summary>For ids.</summary>
    public static string Id(FactKind kind) => Of(kind).Replace(' ', '-');

    /// <summary>For sentences.</summary>
    public static string Of(FactKind kind) => kind switch
    {
        FactKind.MediaType => "media type",
        _ => kind.ToString().ToLowerInvariant(),
    };
}
