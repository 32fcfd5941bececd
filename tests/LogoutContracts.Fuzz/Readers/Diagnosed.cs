using LogoutContracts.Specs.Diagnostics;

namespace LogoutContracts.Fuzz.Readers;

/// <summary>What every reader promises.</summary>
internal static class Diagnosed
{
    /// <returns>Null if there is either a value or at least one diagnostic with a place and a text.</returns>
    public static string? Problem<T>(Parsed<T> parsed)
        where T : class
    {
        if (parsed.Value is null != parsed.Diagnostics.Count > 0)
            return $"it has {(parsed.Value is null ? "no" : "a")} value and {parsed.Diagnostics.Count} diagnostics.";
        var odd = parsed.Diagnostics.FirstOrDefault(each => each.At.Line < 1 || each.At.Column < 1 || each.Expected.Length == 0);
        return odd is null ? null : $"a diagnostic has no place or no text: {odd}";
    }
}
