using LogoutContracts.Diffing.Changes;
using LogoutContracts.Mocks.Matching;
using LogoutContracts.Mocks.Plans;
using LogoutContracts.Mocks.Requests;
using LogoutContracts.Specs.Model;
using LogoutContracts.Specs.Primitives;

namespace LogoutContracts.Diffing.Witnesses;

/// <summary>Turns what a comparison has seen into one request that can be sent to both versions.</summary>
internal static class WitnessBuilder
{
    public static Witness Of(TriedSighting tried)
    {
        var (oldSessions, newSessions) = SessionTransfer.Both(tried.Pair, tried.Request.Sessions, tried.IsOfOld);
        return Of(
            Call(tried.Pair.Old, oldSessions, tried.Request.Request, tried.Old),
            Call(tried.Pair.New, newSessions, tried.Request.Request, tried.New));
    }

    /// <returns>Null if no request could be built.</returns>
    public static Witness? Of(Sighting seen)
    {
        foreach (var draft in RequestDrafts.Of(seen))
        {
            var (oldSessions, newSessions) = SessionTransfer.Both(seen.Pair, draft.Sessions, draft.IsOfOld);
            if (seen.Condition == ProviderCondition.None && !(Answers(seen.Pair.Old, draft, oldSessions, seen.Old)
                && Answers(seen.Pair.New, draft, newSessions, seen.New)))
                continue;
            return Of(
                Call(seen.Pair.Old, oldSessions, Preferring(draft.Request, seen.Old), seen.Old),
                Call(seen.Pair.New, newSessions, Preferring(draft.Request, seen.New), seen.New));
        }

        return null;
    }

    private static bool Answers(MockPlan plan, RequestDraft draft, ValueList<KnownSession> sessions, PlannedVariant expected) =>
        new VariantResolver(plan).Explain(draft.Request, sessions) is { Variant: { } variant } found && variant.IsNamedAs(expected)
        && (draft.Caller is null || found.Facts.Caller == draft.Caller);

    private static RenderedRequest Preferring(RenderedRequest request, PlannedVariant variant) =>
        variant.IsDefault ? request : request.WithPreference(variant);

    private static Witness Of((WitnessCall Call, string Obstacle) old, (WitnessCall Call, string Obstacle) @new)
    {
        var obstacle = old.Obstacle.Length > 0 ? old.Obstacle : @new.Obstacle;
        if (obstacle.Length == 0 && old.Call.Request.Certificate != Certificate.Own)
            obstacle = "it needs TLS with client certificates";
        return new(old.Call, @new.Call, obstacle);
    }

    private static (WitnessCall Call, string Obstacle) Call(
        MockPlan plan, ValueList<KnownSession> sessions, RenderedRequest request, PlannedVariant variant)
    {
        var seeds = sessions.Select(session => new SeededSession(
            Role.Other, session.User, session.Kind, session.State == SessionState.Expired ? SeedState.Expired : SeedState.Live, null,
            session.Values)).ToValueList();
        var before = new List<RenderedRequest>();
        var shown = SupersededIn(plan, sessions, request);
        var obstacle = variant is { IsServed: true, Answer: not null } ? "" : "it needs TLS with client certificates";
        foreach (var (session, seed) in sessions.Zip(seeds))
        {
            var by = session.State switch
            {
                SessionState.Ended => Preconditions.EnderOf(plan, session.Kind),
                SessionState.Superseded when Preconditions.RenewerOf(plan, session.Kind) is { } renewer
                    && (shown is null || renewer.Variant.StateAfter(Role.Caller, shown) == SessionState.Superseded) => renewer,
                _ => null,
            };
            if (by is not null)
                before.Add(new Ending(Role.Caller, by).Request(seed));
            else if (session.State is SessionState.Ended or SessionState.Superseded)
                obstacle = $"no request brings a session into the state '{session.State.InSpecWords()}'";
        }

        return (new(plan, seeds, before.ToValueList(), request, variant), obstacle);
    }

    /// <summary>
    /// The name of the caller's credential that the request shows and that was replaced; null if there is none. A renewal may leave it as
    /// it is, and replace another one.
    /// </summary>
    private static string? SupersededIn(MockPlan plan, ValueList<KnownSession> sessions, RenderedRequest request) =>
        new VariantResolver(plan).Explain(request, sessions) is { Facts: { Caller: CallerStates.Superseded, Shown: >= 0 and var place } }
            ? plan.Contract.Sessions.ValueNames[place] : null;
}
