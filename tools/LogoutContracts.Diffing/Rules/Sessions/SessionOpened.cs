using LogoutContracts.Diffing.Changes;
using LogoutContracts.Diffing.Rules.Kinds;

namespace LogoutContracts.Diffing.Rules.Sessions;

internal sealed class SessionOpened() : AnswerRule(
    "session-opened", Audience.Client, ChangeLevel.Warning,
    "An answer opens or renews a session that it did not open before.",
    "Clients that do not know of the new values go on with old ones, and nobody ends the new session.",
    "Tell clients where the new values are.")
{
    public override IEnumerable<Finding> Find(AnswerPair pair)
    {
        if (!pair.WasSuccess)
            yield break;
        if (pair is { OldEffects.Opens: false, NewEffects.Opens: true })
            yield return new("The answer now opens a session.", pair.WasStatusAssumed);
        if (pair is { OldEffects.Renews: false, NewEffects.Renews: true })
            yield return new("The answer now renews the caller's session.", pair.WasStatusAssumed);
    }
}
