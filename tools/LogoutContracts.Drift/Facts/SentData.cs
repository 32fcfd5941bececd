using System.Text.Json;
using System.Text.RegularExpressions;

namespace LogoutContracts.Drift.Facts;

/// <summary>The body that an example sends with curl.</summary>
/// <param name="Text">The body.</param>
/// <param name="Fields">The names of the form's fields; empty for JSON.</param>
/// <param name="Index">Where it starts.</param>
internal sealed partial record SentData(string Text, JsonElement? Json, IReadOnlyList<string> Fields, int Index)
{
    public static IEnumerable<SentData> In(string code)
    {
        foreach (Match match in Option().Matches(code))
        {
            var data = match.Groups["data"];
            var text = match.Groups["quote"].Value is "\"" ? data.Value.Replace("\\\"", "\"", StringComparison.Ordinal) : data.Value;
            yield return JsonText.Of(text) is { } json ? new(text, json, [], data.Index) : new(text, null, [.. Names(text)], data.Index);
        }
    }

    /// <summary>The names in a form or a query.</summary>
    public static IEnumerable<string> Names(string form) => form.Split('&').Select(pair => pair.Split('=', 2))
        .Where(pair => pair.Length == 2 && ColumnNames.IsName(pair[0])).Select(pair => pair[0]);

    [GeneratedRegex(
        @"(?<![\w-])(-d|-F|--data|--data-raw|--data-urlencode|--form)[\s=]+"
        + @"((?<quote>"")(?<data>([^""\\]|\\.)*)""|(?<quote>')(?<data>[^']*)')",
        RegexOptions.Singleline | RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant)]
    private static partial Regex Option();
}
