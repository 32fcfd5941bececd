using System.Collections.Concurrent;
using System.Diagnostics.Tracing;
using System.Globalization;
using System.Text.RegularExpressions;

namespace LogoutContracts.Cli.Telemetry;

/// <summary>Reports what OpenTelemetry only tells event listeners, such as a collector that cannot be reached; each kind once.</summary>
internal sealed partial class ExportWarnings(Action<string> say) : EventListener
{
    // Tells of each meter of .NET that is not sent.
    private const string OtherMeter = "MetricInstrumentIgnored";

    private readonly ConcurrentDictionary<string, bool> said = new(StringComparer.Ordinal);

    protected override void OnEventSourceCreated(EventSource eventSource)
    {
        if (eventSource.Name.StartsWith("OpenTelemetry-", StringComparison.Ordinal))
            EnableEvents(eventSource, EventLevel.Warning);
    }

    protected override void OnEventWritten(EventWrittenEventArgs eventData)
    {
        if (eventData.EventName is { } name and not OtherMeter && said.TryAdd(name, value: true))
            say(TelemetryErrors.NotSent(Text(eventData)));
    }

    // Exceptions come with their stack traces, and a URL may have a password.
    private static string Text(EventWrittenEventArgs e)
    {
        object?[] values = [.. (e.Payload ?? []).Select(value => value is string text ? text.Split('\n')[0].Trim() : value)];
        return Password().Replace(string.Format(CultureInfo.InvariantCulture, e.Message ?? e.EventName!, values), "://");
    }

    [GeneratedRegex("://[^/@ ]*@")]
    private static partial Regex Password();
}
