using LogoutContracts.Mocks.Matching;
using LogoutContracts.MockServer.Routing;
using LogoutContracts.MockServer.Sessions;
using LogoutContracts.Specs.Model;

namespace LogoutContracts.MockServer.Deciding;

/// <summary>The variant that answers a request, and its effects on sessions.</summary>
/// <param name="Variant">Null if no variant matches.</param>
internal readonly record struct Decision(
    RunningVariant? Variant, RequestFacts Facts, RequestSessions Sessions, bool EndedCaller, bool EndedTarget)
{
    /// <summary>The state of what the caller has shown, after the request.</summary>
    public CallerStates CallerAfter { get; init; } = Facts.Caller;

    /// <summary>Whether the variant answers because the admin API or the library forces it.</summary>
    public bool IsForced { get; init; }

    /// <summary>
    /// When the sessions were read, by the clock of a shared state: a later request at any server has a later time. Null without one.
    /// </summary>
    public DateTime? SharedTime { get; init; }

    public TargetStates TargetAfter => EndedTarget && Facts.Target == TargetStates.OwnActive ? TargetStates.OwnEnded : Facts.Target;
}
