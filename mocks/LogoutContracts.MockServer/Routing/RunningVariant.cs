using LogoutContracts.Mocks.Matching;
using LogoutContracts.Mocks.Plans;
using LogoutContracts.Specs.Model;

namespace LogoutContracts.MockServer.Routing;

/// <summary>A planned variant with its rule compiled and its answer encoded.</summary>
internal sealed class RunningVariant(
    PlannedVariant planned, Expectation.Answer answer, IEnumerable<string> otherThan, SessionModel model, SessionUse use)
{
    public PlannedVariant Planned => planned;

    public CompiledRule Rule { get; } = new(planned.Variant.Rule, otherThan);

    public RunningAnswer Answer { get; } = new(answer);

    public int Status => answer.Status;

    /// <summary>What the request does to sessions.</summary>
    public SessionChanges Changes { get; } = SessionChanges.Of(planned.Variant, model, use);

    public bool EndsCaller { get; } = planned.Variant.Ends(Role.Caller);

    public bool EndsTarget { get; } = planned.Variant.Ends(Role.Target);

    /// <summary>Whether the answer lists the sessions of the caller's user.</summary>
    public bool ListsSessions { get; } = answer.Body is { Sessions: not null };

    public bool Opens { get; } = planned.Variant.Opens;
}
