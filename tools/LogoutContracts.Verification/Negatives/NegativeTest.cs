using LogoutContracts.Mocks.Matching;
using LogoutContracts.Mocks.Plans;
using LogoutContracts.Mocks.Requests;
using LogoutContracts.Specs.Model;
using LogoutContracts.Specs.Primitives;

namespace LogoutContracts.Verification.Negatives;

/// <summary>A request that violates only one constraint of the contract, or that only just meets it.</summary>
/// <param name="Id">Unique in its contract, and stable, such as <c>logout.negative.token-absent-breaks</c>.</param>
/// <param name="Title">The constraint and how the request violates or meets it, in one sentence.</param>
/// <param name="Breaks">Whether the request violates the constraint; otherwise it only just meets it.</param>
/// <param name="Base">The variant whose example is changed; the unchanged example succeeds.</param>
/// <param name="NeedsOther">Whether it needs a session of a second user.</param>
/// <param name="Edit">Changes the rendered example into the request.</param>
/// <param name="Expected">The variant that applies to the request; null if the contract has none.</param>
/// <param name="At">The place of the constraint in the spec.</param>
public sealed record NegativeTest(
    string Id, string Operation, string Title, bool Breaks, PlannedVariant Base, bool NeedsOther, RequestChange Edit,
    PlannedVariant? Expected, Position At)
{
    /// <summary>Whether the request changes an input of a login, whose valid value only the user knows.</summary>
    public bool ChangesLogin { get; init; }

    /// <summary>Whether the body has a media type that the operation does not declare.</summary>
    public bool ChangesMediaType { get; init; }

    /// <summary>
    /// Whether the contract states the answer. For an undeclared media type, only a variant that is about media types does.
    /// </summary>
    public bool HasStatedAnswer => Expected is { } ruling && (!ChangesMediaType || ruling.Variant.Rule.MediaType is not null);

    /// <summary>Whether the request carries all credentials of its caller's live session.</summary>
    internal bool ShowsSession(RenderedRequest request, Func<Hole, string> valueOf, MockPlan plan)
    {
        var body = plan.Contract.FindOperation(Operation)?.Body;
        return Base.Variant.Given.Caller == CallerStates.Active && plan.CallerOf(Operation).All(shown =>
        {
            var text = RenderedBody.Shown(shown, body, request);
            return shown.Values.Any(value => string.Equals(
                text, valueOf(new(Role.Caller, plan.Contract.Sessions.ValueNames[value])), StringComparison.Ordinal));
        });
    }

    /// <summary>Whether, by the contract, the request ends a session.</summary>
    public bool EndsSession => Expected is { } ruling && ruling.Variant.Then.Any(then => then.State == SessionState.Ended);

    /// <summary>The request with placeholders for the values of sessions.</summary>
    public RenderedRequest Shown() => Request(hole => hole.ToString());

    /// <summary>The request with generated values, and the sessions that they belong to.</summary>
    public (RenderedRequest Request, ValueList<KnownSession> Sessions) Sample(MockPlan plan)
    {
        var sessions = SampleSessions.Of(plan, Base);
        return (Request(sessions.ValueOf), sessions.Known);
    }

    /// <summary>The request with the values of open sessions.</summary>
    /// <param name="valueOf">Gives the values of the sessions.</param>
    /// <param name="fill">Fills in the example before the change, for instance with a user's name and password; null to leave it.</param>
    public RenderedRequest Request(Func<Hole, string> valueOf, Func<RenderedRequest, RenderedRequest>? fill = null)
    {
        var example = RenderedRequest.Of(Base.Variant.Request, valueOf);
        return Edit(fill is null ? example : fill(example), valueOf);
    }
}

/// <summary>Changes the rendered example of a variant into the request of a negative test.</summary>
/// <param name="valueOf">Gives the values of the sessions.</param>
public delegate RenderedRequest RequestChange(RenderedRequest request, Func<Hole, string> valueOf);

/// <summary>A constraint of the contract, and the negative tests for it.</summary>
/// <param name="Id">Such as <c>logoutMySession.sessionId-type</c>.</param>
/// <param name="Tried">The ids of its negative tests: first the violation, then the request that meets it.</param>
/// <param name="Untried">Why no request violates only this constraint; empty if one does.</param>
public sealed record TestedConstraint(string Id, string Title, ValueList<string> Tried, string Untried, Position At);

/// <summary>The negative tests of a contract, in order, and the constraints that they come from.</summary>
public sealed record NegativePlan(ValueList<NegativeTest> Negatives, ValueList<TestedConstraint> Constraints)
{
    /// <summary>The number of constraints with a request that violates them.</summary>
    public int Derived => Constraints.Count(constraint => constraint.Untried.Length == 0);
}
