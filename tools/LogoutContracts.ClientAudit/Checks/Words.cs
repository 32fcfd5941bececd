using System.Globalization;
using LogoutContracts.ClientAudit.Observing;

namespace LogoutContracts.ClientAudit.Checks;

/// <summary>Parts of sentences about calls.</summary>
internal static class Words
{
    /// <summary>The status of an answer, or what came instead of it.</summary>
    public static string Status(ObservedCall call) =>
        call.Status == 0 ? "no answer" : call.IsBroken ? $"half of an answer ({Number(call.Status)})" : Number(call.Status);

    /// <summary>How a logout ended.</summary>
    public static string Outcome(ObservedCall call) =>
        call.Status == 0 ? "got no answer" : call.IsBroken ? "got half of its answer" : $"got {Number(call.Status)}";

    /// <summary>The time after an earlier exchange, at the start of a sentence.</summary>
    public static string After(ObservedCall call, ObservedCall earlier) => call.IsAgain && !earlier.IsAgain ? "When it ran again"
        : $"{Seconds(call.Since(earlier) ?? TimeSpan.Zero)} later";

    public static string Seconds(TimeSpan time) => string.Create(CultureInfo.InvariantCulture, $"{time.TotalSeconds:0.###} s");

    public static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);
}
