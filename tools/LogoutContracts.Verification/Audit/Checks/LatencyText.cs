using System.Globalization;

namespace LogoutContracts.Verification.Audit.Checks;

/// <summary>How long a token may work after its logout, and has worked, in words.</summary>
internal static class LatencyText
{
    public static string Seconds(TimeSpan time) => string.Create(CultureInfo.InvariantCulture, $"{time.TotalSeconds:0.#} seconds");

    /// <summary>When a token must be dead: "at once", or "within 5 seconds".</summary>
    public static string Allowed(AuditOptions options) =>
        options.MaxLatency > TimeSpan.Zero ? $"within {Seconds(options.MaxLatency)}" : "at once";
}
