using System.Globalization;
using System.Text.Json;
using LogoutContracts.Specs.Primitives;
using LogoutContracts.Verification.Evidence;
using LogoutContracts.Verification.Reports.Wording;
using LogoutContracts.Verification.Results;

namespace LogoutContracts.Verification.Reports;

/// <summary>Writes JSON for programs, with everything in it. The schema is report.schema.json.</summary>
internal static class JsonReport
{
    /// <summary>The version of the schema. It increases if a field changes or is removed, but not for new fields.</summary>
    private const int Form = 1;

    public static string Write(Report report) => ReportJson.Text(json =>
    {
        json.WriteStartObject();
        json.WriteNumber("form", Form);
        json.WriteString("command", report.Command);
        json.WriteString("version", report.Version);
        json.WriteString("started", report.Started.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ss.fffZ", CultureInfo.InvariantCulture));
        Seconds(json, report.Duration);
        Totals(json, report.Totals);
        var rules = report.Cases.Select(@case => @case.Rule).DistinctBy(rule => rule.Id, StringComparer.Ordinal);
        ReportJson.Array(json, "rules", rules, rule => Rule(json, rule));
        ReportJson.Array(json, "sections", report.Sections, section => Section(json, section));
        json.WriteEndObject();
    });

    private static void Rule(Utf8JsonWriter json, ReportRule rule)
    {
        json.WriteStartObject();
        json.WriteString("id", rule.Id);
        json.WriteString("name", rule.Name);
        json.WriteString("severity", ReportWords.Name(rule.Severity));
        json.WriteString("why", rule.Why);
        json.WriteString("fix", rule.Fix);
        ReportJson.Array(json, "references", rule.References, json.WriteStringValue);
        json.WriteEndObject();
    }

    private static void Section(Utf8JsonWriter json, ReportSection section)
    {
        json.WriteStartObject();
        json.WriteString("contract", section.Contract);
        json.WriteString("title", section.Title);
        json.WriteString("release", section.Release);
        json.WriteString("target", section.Target);
        Totals(json, section.Totals);
        ReportJson.Array(json, "coverage", section.Coverage, coverage =>
        {
            json.WriteStartObject();
            json.WriteString("of", coverage.Of);
            json.WriteNumber("exercised", coverage.Exercised);
            json.WriteNumber("total", coverage.Total);
            json.WriteEndObject();
        });
        if (section.Traffic is { } traffic)
            Traffic(json, traffic);
        ReportJson.Array(json, "cases", section.Cases, @case => Case(json, @case));
        if (section.Remarks.Count > 0)
            ReportJson.Array(json, "remarks", section.Remarks, remark => json.WriteStringValue(ReportJson.WellFormed(remark)));
        json.WriteEndObject();
    }

    private static void Traffic(Utf8JsonWriter json, Traffic traffic)
    {
        json.WriteStartObject("traffic");
        json.WriteNumber("requests", traffic.Requests);
        json.WriteNumber("logins", traffic.Logins);
        json.WriteNumber("waits", traffic.Waits);
        json.WriteNumber("waitedSeconds", traffic.Waited.TotalSeconds);
        json.WriteEndObject();
    }

    private static void Case(Utf8JsonWriter json, ReportCase @case)
    {
        json.WriteStartObject();
        json.WriteString("id", @case.Id);
        json.WriteString("rule", @case.Rule.Id);
        json.WriteString("title", @case.Title);
        json.WriteString("outcome", ReportWords.Name(@case.Outcome));
        json.WriteString("reason", ReportJson.WellFormed(@case.Reason));
        json.WriteStartObject("at");
        json.WriteString("file", @case.At.File);
        json.WriteNumber("line", @case.At.Line);
        json.WriteNumber("column", @case.At.Column);
        json.WriteEndObject();
        Seconds(json, @case.Duration);
        Comparisons(json, "problems", @case.Problems);
        ReportJson.Array(json, "steps", @case.Steps, step =>
        {
            json.WriteStartObject();
            json.WriteString("title", step.Title);
            json.WriteString("request", ReportJson.WellFormed(step.Evidence.Request));
            json.WriteString("response", ReportJson.WellFormed(step.Evidence.Response));
            Comparisons(json, "comparisons", step.Comparisons);
            json.WriteEndObject();
        });
        if (@case.Correction.Length > 0)
            json.WriteString("correction", ReportJson.WellFormed(@case.Correction));
        if (@case.Remarks.Count > 0)
            ReportJson.Array(json, "remarks", @case.Remarks, remark => json.WriteStringValue(ReportJson.WellFormed(remark)));
        json.WriteEndObject();
    }

    private static void Comparisons(Utf8JsonWriter json, string name, ValueList<Comparison> comparisons) =>
        ReportJson.Array(json, name, comparisons, comparison =>
        {
            json.WriteStartObject();
            json.WriteString("part", comparison.Part);
            json.WriteString("expected", ReportJson.WellFormed(comparison.Expected));
            json.WriteString("actual", ReportJson.WellFormed(comparison.Actual));
            json.WriteBoolean("holds", comparison.Holds);
            json.WriteEndObject();
        });

    private static void Totals(Utf8JsonWriter json, ReportTotals totals)
    {
        json.WriteStartObject("totals");
        json.WriteNumber("passed", totals.Passed);
        json.WriteNumber("failed", totals.Failed);
        json.WriteNumber("inconclusive", totals.Inconclusive);
        json.WriteNumber("notApplicable", totals.NotApplicable);
        json.WriteNumber("refuted", totals.Refuted);
        json.WriteEndObject();
    }

    private static void Seconds(Utf8JsonWriter json, TimeSpan duration) =>
        json.WriteNumber("seconds", Math.Round((decimal)duration.TotalSeconds, 3));
}
