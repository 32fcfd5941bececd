using LogoutContracts.Mocks.Plans;
using LogoutContracts.Mocks.Requests;
using LogoutContracts.Specs.Model;
using LogoutContracts.Specs.Primitives;

namespace LogoutContracts.Diffing.Changes;

/// <summary>One request that shows a change, with both answers.</summary>
/// <param name="Obstacle">Why the request cannot be sent to two plain mocks; empty if it can.</param>
public sealed record Witness(WitnessCall Old, WitnessCall New, string Obstacle)
{
    /// <summary>What two running mocks answered, in a sentence; empty until the request was replayed.</summary>
    public string Replayed { get; init; } = "";

    /// <summary>Whether the mocks answered as predicted; null until the request was replayed.</summary>
    public bool? IsConfirmed { get; init; }
}

/// <summary>One side of a witness.</summary>
/// <param name="Plan">The contract, in the release that the witness is about.</param>
/// <param name="Sessions">The sessions that the server must know at the start.</param>
/// <param name="Before">The requests to send first, to bring the sessions into their states.</param>
/// <param name="Variant">The variant that answers.</param>
public sealed record WitnessCall(
    MockPlan Plan, ValueList<SeededSession> Sessions, ValueList<RenderedRequest> Before, RenderedRequest Request, PlannedVariant Variant)
{
    /// <summary>Requests that show afterwards which of the sessions still live, one per session.</summary>
    public IEnumerable<RenderedRequest> Probes => Plan.Live is { IsServed: true, Variant: var probe } live
        ? Sessions.Select(session => RenderedRequest.Of(
            probe.Request, hole => hole.Role == Role.Caller ? session[hole.Name] : live.Seeds.ValueOf(hole)))
        : [];
}
