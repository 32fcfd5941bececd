using LogoutContracts.Cli.Context;

namespace LogoutContracts.Cli.Telemetry;

/// <summary>Errors and warnings about telemetry.</summary>
internal static class TelemetryErrors
{
    public static UserErrorException CollectorUrl(string found)
    {
        // What is not a URL may be a contract that the parser took for the value of the option.
        var shown = found.Contains("://", StringComparison.Ordinal) ? "the URL (not shown)" : $"'{found}'";
        return ErrorText.Error(
            $"--otlp: {shown} is not the URL of a collector; expected http:// or https:// with a host, " +
            $"and no user name, query or fragment, such as {OtlpTarget.DefaultUrl}. Write contracts before --otlp.");
    }

    /// <param name="reason">The message of the exporter.</param>
    public static UserErrorException CollectorSettings(string reason, Exception inner) => ErrorText.Error(
        $"--otlp: an OTEL_ variable is not valid: {ErrorText.OneLine(reason)}; expected a value as in OpenTelemetry's specification.",
        inner);

    /// <param name="reason">The message of the exporter.</param>
    public static string NotSent(string reason) => $"warning: telemetry: {ErrorText.OneLine(reason)}.";

    /// <param name="url">May have a password, which is left out.</param>
    public static string Sending(Uri url) =>
        $"Sending spans and metrics to {url.GetComponents(UriComponents.SchemeAndServer, UriFormat.UriEscaped)}.";
}
