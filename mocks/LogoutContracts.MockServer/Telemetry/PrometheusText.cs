using System.Globalization;
using System.Text;

namespace LogoutContracts.MockServer.Telemetry;

/// <summary>
/// Writes metrics in Prometheus's text format 0.0.4. Names follow the OpenTelemetry rules for Prometheus: underscores for dots, and the
/// unit at the end.
/// </summary>
internal static class PrometheusText
{
    public const string ContentType = "text/plain; version=0.0.4; charset=utf-8";

    private const string Duration = "http_server_request_duration_seconds";
    private const string Sessions = "logout_contracts_sessions";

    public static string Of(IEnumerable<RequestSeries> requests, IEnumerable<SessionsInState> sessions)
    {
        var text = new StringBuilder();
        Head(text, Duration, "histogram", TelemetryNames.DurationDescription);
        foreach (var series in requests)
            Histogram(text, Labels(series.Tags), series.Durations);
        Head(text, Sessions, "gauge", TelemetryNames.SessionsDescription);
        foreach (var count in sessions)
        {
            var labels = Labels([new(TelemetryNames.Contract, count.Contract), new(TelemetryNames.State, count.State)]);
            Sample(text, Sessions, labels, count.Count);
        }

        return text.ToString();
    }

    private static void Head(StringBuilder text, string name, string type, string description) =>
        text.Append(CultureInfo.InvariantCulture, $"# HELP {name} {description}\n# TYPE {name} {type}\n");

    private static void Histogram(StringBuilder text, string labels, DurationBuckets durations)
    {
        // Read once, so that the count is that of the last bucket although requests go on.
        var (counts, total) = (durations.Counts, 0L);
        foreach (var (bound, count) in DurationBuckets.Bounds.Append(double.PositiveInfinity).Zip(counts))
        {
            total += count;
            Sample(text, $"{Duration}_bucket", $"{labels},le=\"{Number(bound)}\"", total);
        }

        Sample(text, $"{Duration}_sum", labels, durations.Sum.TotalSeconds);
        Sample(text, $"{Duration}_count", labels, total);
    }

    private static void Sample(StringBuilder text, string name, string labels, double value) =>
        text.Append(name).Append('{').Append(labels).Append("} ").Append(Number(value)).Append('\n');

    private static string Labels(IEnumerable<KeyValuePair<string, object?>> tags) => string.Join(
        ',', tags.Select(tag => $"{tag.Key.Replace('.', '_')}=\"{Escaped(Convert.ToString(tag.Value, CultureInfo.InvariantCulture)!)}\""));

    private static string Escaped(string text) => text.Replace(@"\", @"\\", StringComparison.Ordinal)
        .Replace("\"", "\\\"", StringComparison.Ordinal).Replace("\n", @"\n", StringComparison.Ordinal);

    private static string Number(double number) =>
        double.IsPositiveInfinity(number) ? "+Inf" : number.ToString(CultureInfo.InvariantCulture);
}
