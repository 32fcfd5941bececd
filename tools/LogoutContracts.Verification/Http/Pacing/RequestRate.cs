using System.Globalization;

namespace LogoutContracts.Verification.Http.Pacing;

/// <summary>How many requests a target may get.</summary>
/// <param name="Requests">At least 1.</param>
/// <param name="Per">The time in which it may get so many; more than zero.</param>
public sealed record RequestRate(int Requests, TimeSpan Per)
{
    /// <summary>The time between two requests. They are spread evenly, so there are no bursts.</summary>
    public TimeSpan Interval => Per / Requests;

    /// <summary>How long this many requests take at least.</summary>
    public TimeSpan TimeFor(int requests) => Interval * Math.Max(0, requests - 1);

    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture, $"{Requests} {(Requests == 1 ? "request" : "requests")} per {(Per == TimeSpan.FromMinutes(1) ? "minute" : "second")}");
}
