using System.Text.RegularExpressions;

namespace LogoutContracts.Drift.Facts;

/// <summary>Recognizes tables of parameters.</summary>
internal static partial class ColumnNames
{
    /// <summary>Whether a column with this title has the names of parameters, headers or properties.</summary>
    public static bool AreParameters(string title) =>
        Tokens.Words(title) is [.., "argument" or "attribute" or "field" or "header" or "key" or "name" or "parameter" or "property"];

    /// <summary>Whether a text can be the name of a parameter.</summary>
    public static bool IsName(string text) => Name().IsMatch(text);

    [GeneratedRegex(@"^[A-Za-z_][\w.-]*(\[\])?\*?\z", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant)]
    private static partial Regex Name();
}
