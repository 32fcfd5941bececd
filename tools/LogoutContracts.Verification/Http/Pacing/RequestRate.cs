using System.Globalization;

namespace LogoutContracts.Verification.Http.Pacing;

/// <summary>How many requests a target may get in a period.</summary>
/// <param name="Requests">At least 1.</param>
/// <param name="Per">The period; more than zero.</param>
public sealed record RequestRate(int Requests, TimeSpan Per)
{
    /// <summary>The time between two requests. They are spread evenly, so there are no bursts.</summary>
    public TimeSpan Interval => Per / Requests;

    /// <summary>The shortest time in which this many requests can be sent.</summary>
    public TimeSpan TimeFor(int requests) => Interval * Math.Max(0, requests - 1);

    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"{Requests} {(Requests == 1 ? "request" : "requests")} per {(Per == TimeSpan.FromMinutes(1) ? "minute" : "second")}");
}
