using LogoutContracts.Cli.Context;

namespace LogoutContracts.Cli.Telemetry;

/// <summary>Where to send telemetry.</summary>
/// <param name="Url">The base URL on the command line; null to take it from the variables.</param>
/// <param name="Variable">Reads an environment variable; null if it is not set.</param>
internal sealed record OtlpTarget(Uri? Url, Func<string, string?> Variable)
{
    /// <summary>The address of a collector with default settings, for OTLP over HTTP.</summary>
    public const string DefaultUrl = "http://localhost:4318";

    /// <exception cref="UserErrorException">The text is not the URL of a collector.</exception>
    public static OtlpTarget Of(string? text, Func<string, string?> variable)
    {
        if (text is null)
            return new(null, variable);

        // User names, queries and fragments have no meaning to a collector, and may hold credentials.
        return Uri.TryCreate(text, UriKind.Absolute, out var url) && url.Scheme is "http" or "https"
            && url is { UserInfo: "", Query: "", Fragment: "" }
            ? new(url, variable) : throw TelemetryErrors.CollectorUrl(text);
    }

    /// <summary>Whether the variables choose gRPC for a signal. Otherwise it is HTTP, the default of the specification.</summary>
    /// <param name="signal">In lower case.</param>
    public bool IsGrpc(string signal) =>
        (Given($"OTEL_EXPORTER_OTLP_{signal.ToUpperInvariant()}_PROTOCOL") ?? Given("OTEL_EXPORTER_OTLP_PROTOCOL")) is "grpc";

    private string? Given(string variable) => Variable(variable) is { Length: > 0 } value ? value : null;
}
