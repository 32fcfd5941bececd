using LogoutContracts.Mocks.Plans;
using LogoutContracts.Mocks.Requests;
using LogoutContracts.Specs.Model;
using LogoutContracts.Specs.Primitives;

namespace LogoutContracts.Verification.Negatives;

/// <summary>One request that breaks one constraint of the contract and nothing else, or that is as near to breaking it as it may be.</summary>
/// <param name="Id">Within its contract, such as <c>logout.negative.token-absent-breaks</c>; the same in each run.</param>
/// <param name="Title">One sentence: what is sent.</param>
/// <param name="Base">The variant whose example is changed; alone, it succeeds.</param>
/// <param name="NeedsOther">Whether a session of a second user takes part.</param>
/// <param name="Edit">From the example, with its sessions' values, to the request.</param>
/// <param name="Expected">The variant that rules the request; null where the contract says nothing about it.</param>
/// <param name="At">Where the constraint is stated.</param>
public sealed record NegativeTest(string Id, string Operation, string Title, bool Breaks, PlannedVariant Base, bool NeedsOther, RequestChange Edit, PlannedVariant? Expected, Position At)
{
    /// <summary>Whether it changes a value of a login that only its user can know.</summary>
    public bool ChangesLogin { get; init; }

    /// <summary>Whether the body has a media type that the operation does not declare.</summary>
    public bool ChangesMediaType { get; init; }

    /// <summary>Whether the contract says what it gets. For an undeclared media type, only a variant that is about media types does.</summary>
    public bool HasStatedAnswer => Expected is { } ruling && (!ChangesMediaType || ruling.Variant.Rule.MediaType is not null);

    /// <summary>Whether the request shows all credentials of its caller, a live session.</summary>
    internal bool ShowsSession(RenderedRequest request, Func<Hole, string> valueOf, MockPlan plan)
    {
        var view = new RenderedRequestView(request);
        return Base.Variant.Given.Caller == CallerStates.Active && plan.Contract.Sessions.Credentials.All(
            credential => string.Equals(CredentialReader.Read(credential, view).ToString(), valueOf(new(Role.Caller, credential.Name)), StringComparison.Ordinal));
    }

    /// <summary>Whether the contract wants a session to end by it.</summary>
    public bool EndsSession => Expected is { } ruling && (ruling.Variant.Ends(Role.Caller) || ruling.Variant.Ends(Role.Target));

    /// <summary>The request as a person reads it, placeholders for the values of sessions.</summary>
    public RenderedRequest Shown() => Request(hole => hole.ToString());

    /// <param name="valueOf">The values of the sessions that take part.</param>
    /// <param name="fill">What is done to the example before it is changed, such as a user's own name and password being put in; null: nothing.</param>
    public RenderedRequest Request(Func<Hole, string> valueOf, Func<RenderedRequest, RenderedRequest>? fill = null)
    {
        var example = RenderedRequest.Of(Base.Variant.Request, valueOf);
        return Edit(fill is null ? example : fill(example), valueOf);
    }
}

/// <param name="valueOf">The values of the sessions that take part.</param>
public delegate RenderedRequest RequestChange(RenderedRequest request, Func<Hole, string> valueOf);

/// <summary>A constraint of the contract, and the negatives that try it.</summary>
/// <param name="Id">Such as <c>logoutMySession.sessionId-type</c>.</param>
/// <param name="Tried">Ids of its negatives: what breaks it first, then what keeps it.</param>
/// <param name="Untried">Why no request breaks it alone; empty where one does.</param>
public sealed record TestedConstraint(string Id, string Title, ValueList<string> Tried, string Untried, Position At);

/// <summary>All negatives of a contract, in order, and the constraints that they are derived from.</summary>
public sealed record NegativePlan(ValueList<NegativeTest> Negatives, ValueList<TestedConstraint> Constraints)
{
    /// <summary>How many of the constraints have a request that breaks them.</summary>
    public int Derived => Constraints.Count(constraint => constraint.Untried.Length == 0);
}
