using System.Text.Json;
using LogoutContracts.Verification.Reports.Wording;
using LogoutContracts.Verification.Results;

namespace LogoutContracts.Verification.Reports;

/// <summary>Writes a rule as a reporting descriptor of SARIF.</summary>
internal static class SarifRule
{
    public static void Write(Utf8JsonWriter json, ReportRule rule)
    {
        json.WriteStartObject();
        json.WriteString("id", rule.Id);
        Text(json, "shortDescription", rule.Name);
        Text(json, "fullDescription", rule.Why);
        var see = rule.References.Count > 0 ? $"\nSee: {string.Join(", ", rule.References)}" : "";
        json.WriteStartObject("help");
        json.WriteString("text", $"{rule.Why}\nWhat to do: {rule.Fix}{see}");
        var seeMarkdown = see.Length > 0 ? $"\n\nSee: {Markdown.Inline(string.Join(", ", rule.References))}" : "";
        json.WriteString("markdown", $"{Markdown.Inline(rule.Why)}\n\n**What to do:** {Markdown.Inline(rule.Fix)}{seeMarkdown}");
        json.WriteEndObject();
        json.WriteStartObject("defaultConfiguration");
        json.WriteString("level", Level(rule.Severity));
        json.WriteEndObject();
        json.WriteStartObject("properties");
        json.WriteString("severity", ReportWords.Name(rule.Severity));
        json.WriteString("security-severity", SecuritySeverity(rule.Severity));
        ReportJson.Array(json, "tags", rule.References.Prepend("security").Distinct(StringComparer.Ordinal), json.WriteStringValue);
        json.WriteEndObject();
        json.WriteEndObject();
    }

    public static string Level(Severity severity) => severity switch
    {
        Severity.Low => "note",
        Severity.Medium => "warning",
        _ => "error",
    };

    /// <summary>The score by which GitHub code scanning groups: up to 3.9 is low, up to 6.9 medium, up to 8.9 high.</summary>
    private static string SecuritySeverity(Severity severity) => severity switch
    {
        Severity.Low => "3.0",
        Severity.Medium => "5.5",
        Severity.High => "8.0",
        _ => "9.5",
    };

    private static void Text(Utf8JsonWriter json, string name, string text)
    {
        json.WriteStartObject(name);
        json.WriteString("text", text.Length > 0 ? text : "(not described)");
        json.WriteEndObject();
    }
}
