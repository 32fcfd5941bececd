using LogoutContracts.Mocks.Matching;
using LogoutContracts.MockServer.Routing;
using LogoutContracts.MockServer.Sessions;
using LogoutContracts.Specs.Model;

namespace LogoutContracts.MockServer.Deciding;

/// <summary>Applies what a variant does to the sessions of its request.</summary>
internal static class SessionUpdate
{
    /// <returns>False if a session has changed in the meantime; then nothing changes.</returns>
    public static bool TryApply(
        SessionTable table, SessionChanges changes, in RequestFacts facts, Session? caller, Session? target, long now, out Session? renewed)
    {
        renewed = null;
        var fresh = changes.Renews && caller?.Values is not null ? table.ValuesToRenew(caller, changes.IsRenewed) : null;
        lock (table.Ending)
        {
            if (facts.Caller is CallerStates.Active or CallerStates.Superseded
                && SessionResolver.InSession(table.StateOf(caller!, facts.Shown, now)) != facts.Caller)
                return false;
            if (facts.Target == TargetStates.OwnActive && table.StateOf(target!, now) != SessionState.Active)
                return false;
            if (changes.EndsCaller)
                caller?.End();
            if (changes.EndsTarget)
                target?.End();
            var user = changes.EndsUser ? (changes.EndsTarget ? target : caller) : changes.EndsOthers ? caller : null;
            foreach (var session in user is null ? []
                : table.ActiveOf(user.User, now).Where(session => changes.EndsUser || !session.IsSame(user)))
                session.End();
            if (caller?.Values is not { } values)
                return true;
            foreach (var value in changes.Superseded)
                values.Supersede(value);
            foreach (var value in changes.EndedValues)
                EndValue(values, value);
            if (fresh is not null)
                renewed = table.Renew(caller, fresh, now);
            return true;
        }
    }

    private static void EndValue(ValueStates values, int value)
    {
        foreach (var generation in values.Family.Generations)
            generation.Values!.End(value);
    }
}
