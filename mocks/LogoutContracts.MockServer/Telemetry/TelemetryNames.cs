namespace LogoutContracts.MockServer.Telemetry;

/// <summary>The names of the source, of metrics, and of attributes that are not in OpenTelemetry's semantic conventions.</summary>
internal static class TelemetryNames
{
    /// <summary>Of the meter and the activity source.</summary>
    public const string Source = "LogoutContracts.MockServer";

    public const string Duration = "http.server.request.duration";
    public const string DurationDescription = "Duration of HTTP server requests.";

    public const string Sessions = "logout_contracts.sessions";
    public const string SessionsDescription = "Sessions that the mock knows, by state.";

    /// <summary>The id of the contract, or the name of the folder of stubs.</summary>
    public const string Contract = "logout_contracts.contract";

    public const string Operation = "logout_contracts.operation";
    public const string Variant = "logout_contracts.variant";

    /// <summary>The state of sessions.</summary>
    public const string State = "logout_contracts.state";
}
