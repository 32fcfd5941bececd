using System.Text.Json;

namespace LogoutContracts.Specs.Primitives;

/// <summary>Spells enum values as specs do.</summary>
public static class SpecWords
{
    /// <summary>The spelling of an enum value in specs, or of several flags: <c>own-active, own-ended</c>.</summary>
    public static string InSpecWords<T>(this T value)
        where T : struct, Enum => string.Join(", ", value.ToString().Split(", ").Select(JsonNamingPolicy.KebabCaseLower.ConvertName));
}
