using LogoutContracts.Diffing.Changes;
using LogoutContracts.Diffing.Rules.Kinds;
using LogoutContracts.Specs.Model;
using LogoutContracts.Specs.Primitives;

namespace LogoutContracts.Diffing.Rules.Logouts;

internal sealed class SessionSurvives() : AnswerRule(
    "session-survives", Audience.Logout, ChangeLevel.Error,
    "A session that ended survives.",
    "People log out because somebody else may have their token. It now still works.",
    "End the session as before.")
{
    public override IEnumerable<Finding> Find(AnswerPair pair)
    {
        var isSelf = pair.Target == TargetStates.Self;
        var kept = pair.HasLiveCaller ? pair.OldEffects.Caller
            .Where(old => IsDead(old.State) && !IsDead(pair.NewEffects.StateOf(old.Value)) && !(isSelf && pair.NewEffects.EndsTarget))
                .ToList() : [];
        foreach (var (value, state) in kept)
        {
            var now = pair.NewEffects.StateOf(value) == SessionState.Unspecified ? "may stay active" : "stays active";
            yield return new($"The caller's {value} was {state.InSpecWords()} by it, and now {now}.");
        }

        if (pair.HasLiveTarget && kept.Count == 0 && pair is { OldEffects.EndsTarget: true, NewEffects.EndsTarget: false }
            && !(isSelf && pair.NewEffects.Caller.Any(value => IsDead(value.State))))
            yield return new("The session that the request names ended, and now survives.");
    }

    private static bool IsDead(SessionState state) => state is SessionState.Ended or SessionState.Superseded or SessionState.Expired;
}
