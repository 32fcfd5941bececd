using LogoutContracts.Specs.Model;

namespace LogoutContracts.MockServer.Routing;

/// <summary>What a variant does to the sessions of its request, apart from opening one.</summary>
internal sealed class SessionChanges
{
    private readonly bool[] renewed;

    private SessionChanges(Variant variant, SessionModel model, SessionUse use)
    {
        EndsCaller = variant.Ends(Role.Caller);
        EndsTarget = variant.Ends(Role.Target);
        Renews = variant.Renews;
        Superseded = ValuesThatBecome(SessionState.Superseded);
        EndedValues = EndsCaller ? [] : ValuesThatBecome(SessionState.Ended);
        renewed = [.. model.ValueNames.Select(name =>
            use.Renewing.Any(opening => string.Equals(opening.Name, name, StringComparison.Ordinal)))];
        EndsUser = use.Ends == SessionEnd.User && (EndsCaller || EndsTarget);
        EndsOthers = use.Ends == SessionEnd.Others && variant.Ends(Role.Other);
        Any = EndsOthers || EndsCaller || EndsTarget || Renews || Superseded.Length > 0 || EndedValues.Length > 0;

        int[] ValuesThatBecome(SessionState state) =>
            [.. Enumerable.Range(0, model.Credentials.Count).Where(i => variant.StateAfter(Role.Caller, model.ValueNames[i]) == state)];
    }

    public bool Any { get; }

    public bool EndsCaller { get; }

    public bool EndsTarget { get; }

    /// <summary>Whether every session of the target's user, or else of the caller's, ends.</summary>
    public bool EndsUser { get; }

    /// <summary>Whether every other session of the caller's user ends.</summary>
    public bool EndsOthers { get; }

    /// <summary>Whether the caller's session gets new values.</summary>
    public bool Renews { get; }

    /// <summary>The values of the caller that are replaced, as indices in <see cref="SessionModel.ValueNames"/>.</summary>
    public int[] Superseded { get; }

    /// <summary>The values of the caller's session that end, in all its generations, while others live on.</summary>
    public int[] EndedValues { get; }

    public static SessionChanges Of(Variant variant, SessionModel model, SessionUse use) => new(variant, model, use);

    /// <summary>Whether a renewal replaces this value.</summary>
    public bool IsRenewed(int value) => renewed[value];
}
