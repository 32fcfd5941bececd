using System.Globalization;

namespace LogoutContracts.Benchmarks.Soak;

/// <summary>Compares the last minute with the first.</summary>
internal static class SoakVerdict
{
    // What changes between two equal minutes anyway: garbage that is not collected yet, a connection that is not closed yet.
    private const double Memory = 1.25;
    private const int Handles = 8;
    private const double Latency = 1.5;

    /// <returns>What has grown, one sentence each; empty if nothing has.</returns>
    public static IReadOnlyList<string> Of(Measurement first, Measurement last)
    {
        var grown = new List<string>();
        if (last.Memory > first.Memory * Memory)
            grown.Add(Text($"memory grew from {first.Memory >> 20} to {last.Memory >> 20} MB"));
        if (last.Handles > first.Handles + Handles)
            grown.Add(Text($"handles grew from {first.Handles} to {last.Handles}"));
        if (last.Shot.MedianMicroseconds > first.Shot.MedianMicroseconds * Latency)
            grown.Add(Text($"the median latency grew from {first.Shot.MedianMicroseconds:0} to {last.Shot.MedianMicroseconds:0} µs"));
        if (last.Shot.P99Microseconds > first.Shot.P99Microseconds * Latency)
            grown.Add(Text($"the latency at p99 grew from {first.Shot.P99Microseconds:0} to {last.Shot.P99Microseconds:0} µs"));
        return grown;
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
