using LogoutContracts.Diffing.Changes;
using LogoutContracts.Diffing.Rules.Kinds;

namespace LogoutContracts.Diffing.Rules.Sessions;

internal sealed class SessionNotOpened() : AnswerRule(
    "session-not-opened", Audience.Client, ChangeLevel.Error,
    "An answer no longer opens or renews a session.",
    "Clients have nothing to go on with.",
    "Open the session as before, or release the change as a new version.")
{
    public override IEnumerable<Finding> Find(AnswerPair pair)
    {
        if (!pair.IsSuccessNow)
            yield break;
        if (pair is { OldEffects.Opens: true, NewEffects.Opens: false })
            yield return new("The answer opened a session, and no longer does.", pair.WasStatusAssumed);
        if (pair is { OldEffects.Renews: true, NewEffects.Renews: false })
            yield return new("The answer renewed the caller's session, and no longer does.", pair.WasStatusAssumed);
    }
}
