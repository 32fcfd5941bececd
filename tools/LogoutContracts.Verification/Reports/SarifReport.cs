using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using LogoutContracts.Verification.Reports.Wording;
using LogoutContracts.Verification.Results;

namespace LogoutContracts.Verification.Reports;

/// <summary>Writes SARIF 2.1.0 with one run: each failed case, and each notice, is a result, at its line of the spec.</summary>
/// <remarks>
/// Inconclusive and refuted cases are notifications of the tool: code scanning shows all results as findings, whatever their kind.
/// </remarks>
internal static class SarifReport
{
    private const string Root = "%SRCROOT%";

    public static string Write(Report report)
    {
        var rules = report.Cases.Select(@case => @case.Rule).DistinctBy(rule => rule.Id, StringComparer.Ordinal).ToList();
        return ReportJson.Text(json =>
        {
            json.WriteStartObject();
            json.WriteString("$schema", "https://json.schemastore.org/sarif-2.1.0.json");
            json.WriteString("version", "2.1.0");
            json.WriteStartArray("runs");
            json.WriteStartObject();
            Tool(json, report, rules);
            json.WriteStartObject("automationDetails");
            json.WriteString("id", $"logout-contracts/{report.Command}/");
            json.WriteEndObject();
            Invocation(json, report);
            json.WriteStartObject("originalUriBaseIds");
            json.WriteStartObject(Root);
            Message(json, "description", "The folder that the command ran in, which paths of specs are relative to.");
            json.WriteEndObject();
            json.WriteEndObject();
            json.WriteString("columnKind", "utf16CodeUnits");
            json.WriteStartArray("results");
            foreach (var section in report.Sections)
            {
                foreach (var @case in section.Cases.Where(@case => @case.Outcome == Outcome.Failed || @case.IsNotice))
                {
                    var rule = rules.FindIndex(rule => string.Equals(rule.Id, @case.Rule.Id, StringComparison.Ordinal));
                    Result(json, section, @case, rule);
                }
            }

            json.WriteEndArray();
            json.WriteEndObject();
            json.WriteEndArray();
            json.WriteEndObject();
        });
    }

    private static void Tool(Utf8JsonWriter json, Report report, List<ReportRule> rules)
    {
        json.WriteStartObject("tool");
        json.WriteStartObject("driver");
        json.WriteString("name", "logout-contracts");
        json.WriteString("version", report.Version);
        ReportJson.Array(json, "rules", rules, rule => SarifRule.Write(json, rule));
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void Invocation(Utf8JsonWriter json, Report report)
    {
        json.WriteStartArray("invocations");
        json.WriteStartObject();
        json.WriteBoolean("executionSuccessful", true);
        json.WriteString("startTimeUtc", Time(report.Started));
        json.WriteString("endTimeUtc", Time(report.Started + report.Duration));
        json.WriteStartArray("toolExecutionNotifications");
        foreach (var section in report.Sections)
        {
            foreach (var @case in section.Cases.Where(@case => @case.Outcome is Outcome.Inconclusive or Outcome.Refuted))
            {
                json.WriteStartObject();
                json.WriteString("level", "note");
                Message(json, "message", $"{section.Contract}: {@case.Id} is {ReportWords.Word(@case.Outcome)}: {ReportWords.Why(@case)}");
                Locations(json, section, @case);
                json.WriteEndObject();
            }
        }

        json.WriteEndArray();
        json.WriteEndObject();
        json.WriteEndArray();
    }

    private static void Result(Utf8JsonWriter json, ReportSection section, ReportCase @case, int rule)
    {
        json.WriteStartObject();
        json.WriteString("ruleId", @case.Rule.Id);
        json.WriteNumber("ruleIndex", rule);
        json.WriteString("kind", "fail");
        json.WriteString("level", SarifRule.Level(@case.Rule.Severity));
        var what = string.Concat(@case.Problems.Select(problem => $"\n{problem}"));
        var title = @case.Title.Length > 0 ? @case.Title : @case.Id;
        Message(json, "message", $"{section.Contract}: {title}\n{ReportWords.Why(@case)}{what}");
        Locations(json, section, @case);
        if (@case.At.AppliedTo is { } spec)
            Related(json, spec);

        // Unlike the line, these stay when the spec is edited.
        json.WriteStartObject("partialFingerprints");
        json.WriteString("logoutContractsCase/v1", Fingerprint(section.Contract, section.Release ?? "", @case.Rule.Id, @case.Id));
        json.WriteEndObject();
        json.WriteStartObject("properties");
        json.WriteString("contract", section.Contract);
        if (section.Release is not null)
            json.WriteString("release", section.Release);
        json.WriteString("target", section.Target);
        json.WriteString("case", @case.Id);
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void Locations(Utf8JsonWriter json, ReportSection section, ReportCase @case)
    {
        json.WriteStartArray("locations");
        json.WriteStartObject();
        if (@case.At.File.Length > 0)
            Place(json, @case.At);
        json.WriteStartArray("logicalLocations");
        json.WriteStartObject();
        json.WriteString("fullyQualifiedName", $"{section.Contract}.{@case.Id}");
        json.WriteEndObject();
        json.WriteEndArray();
        json.WriteEndObject();
        json.WriteEndArray();
    }

    private static void Related(Utf8JsonWriter json, ReportLocation spec)
    {
        json.WriteStartArray("relatedLocations");
        json.WriteStartObject();
        Place(json, spec);
        Message(json, "message", "The part of the spec that the overlay is applied to.");
        json.WriteEndObject();
        json.WriteEndArray();
    }

    private static void Place(Utf8JsonWriter json, ReportLocation at)
    {
        json.WriteStartObject("physicalLocation");
        json.WriteStartObject("artifactLocation");
        var isAbsolute = Path.IsPathRooted(at.File);
        json.WriteString("uri", isAbsolute ? new Uri(at.File).AbsoluteUri : RelativeUri(at.File));
        if (!isAbsolute)
            json.WriteString("uriBaseId", Root);
        json.WriteEndObject();
        if (at.Line > 0)
        {
            json.WriteStartObject("region");
            json.WriteNumber("startLine", at.Line);
            if (at.Column > 0)
                json.WriteNumber("startColumn", at.Column);
            json.WriteEndObject();
        }

        json.WriteEndObject();
    }

    private static string RelativeUri(string path) => string.Join('/', path.Replace('\\', '/').Split('/').Select(Uri.EscapeDataString));

    private static void Message(Utf8JsonWriter json, string name, string text)
    {
        json.WriteStartObject(name);
        json.WriteString("text", VisibleText.Of(text));
        json.WriteEndObject();
    }

    private static string Fingerprint(params ReadOnlySpan<string> parts) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', parts))).AsSpan(0, 16));

    private static string Time(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ss.fffZ", CultureInfo.InvariantCulture);
}
