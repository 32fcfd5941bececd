using LogoutContracts.Diffing.Changes;
using LogoutContracts.Diffing.Rules.Kinds;

namespace LogoutContracts.Diffing.Rules.Logouts;

internal sealed class CredentialAccepted() : AnswerRule(
    "credential-accepted", Audience.Logout, ChangeLevel.Error,
    "A request without a valid credential is accepted.",
    "Somebody who finds or keeps a dead token gets in.",
    "Refuse the credential as before.")
{
    public override IEnumerable<Finding> Find(AnswerPair pair)
    {
        if (pair.IsAcceptedNow)
        {
            yield return new(pair.Answers.HasOtherStatus ? $"{pair.Statuses}."
                : "The answer was a refusal, and is now that to a live session.");
        }
    }
}
