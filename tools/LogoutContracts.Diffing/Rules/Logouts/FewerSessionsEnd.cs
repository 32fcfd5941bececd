using LogoutContracts.Diffing.Changes;
using LogoutContracts.Diffing.Rules.Kinds;

namespace LogoutContracts.Diffing.Rules.Logouts;

internal sealed class FewerSessionsEnd() : AnswerRule(
    "fewer-sessions-end", Audience.Logout, ChangeLevel.Error,
    "A request that ended several sessions ends fewer.",
    "People who log out everywhere stay logged in somewhere.",
    "End the same sessions as before.")
{
    public override IEnumerable<Finding> Find(AnswerPair pair)
    {
        if (pair is { OldEffects.EndsUser: true, NewEffects.EndsUser: false })
            yield return new("All sessions of the user ended, and now fewer do.");
        else if (pair is { OldEffects.EndsOthers: true, NewEffects: { EndsOthers: false, EndsUser: false } })
            yield return new("The other sessions of the user ended, and no longer do.");
    }
}
