namespace LogoutContracts.Specs;

public static class MediaType
{
    /// <summary>Type and subtype in lower case, without parameters.</summary>
    public static string Essence(string mediaType) => mediaType.Split(';', 2)[0].Trim().ToLowerInvariant();

    public static bool IsJson(string mediaType) =>
        Essence(mediaType) is var essence && (essence is "application/json" || essence.EndsWith("+json", StringComparison.Ordinal));
}
