using LogoutContracts.Diffing.Changes;
using LogoutContracts.Diffing.Rules.Kinds;
using LogoutContracts.Specs.Model;
using LogoutContracts.Specs.Primitives;

namespace LogoutContracts.Diffing.Rules.Sessions;

internal sealed class SessionEnds() : AnswerRule(
    "session-ends", Audience.Client, ChangeLevel.Warning,
    "A request ends a session that it did not end before.",
    "Clients that go on with the session are refused.",
    "Make sure that clients log in again.")
{
    public override IEnumerable<Finding> Find(AnswerPair pair)
    {
        if (pair.HasLiveCaller)
        {
            foreach (var (value, state) in pair.NewEffects.Caller)
            {
                if (state is SessionState.Ended or SessionState.Superseded && pair.OldEffects.StateOf(value) == SessionState.Active)
                    yield return new($"The caller's {value} stayed active, and is now {state.InSpecWords()}.", pair.WasStatusAssumed);
            }
        }

        if (pair.HasLiveTarget && pair is { OldEffects.EndsTarget: false, NewEffects.EndsTarget: true })
            yield return new("The session that the request names stayed active, and now ends.", pair.WasStatusAssumed);
        if (pair is { OldEffects: { EndsUser: false, EndsOthers: false }, NewEffects: { EndsUser: true } or { EndsOthers: true } })
            yield return new("Other sessions of the user stayed active, and now end.", pair.WasStatusAssumed);
    }
}
