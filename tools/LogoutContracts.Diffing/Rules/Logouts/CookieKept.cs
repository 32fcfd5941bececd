using LogoutContracts.Diffing.Answers;
using LogoutContracts.Diffing.Changes;
using LogoutContracts.Diffing.Rules.Kinds;

namespace LogoutContracts.Diffing.Rules.Logouts;

internal sealed class CookieKept() : AnswerRule(
    "cookie-kept", Audience.Logout, ChangeLevel.Error,
    "An answer no longer deletes a cookie.",
    "The token stays in the browser, where the next user of the computer finds it.",
    "Delete the cookie as before.")
{
    public override IEnumerable<Finding> Find(AnswerPair pair) =>
        pair.Answers.Parts.Where(part => part.Change == PartChange.CookieKept).Select(part => new Finding(
            part.New.Length == 0 ? $"{part.Part} was deleted by {part.Old}, and no longer is."
                : $"{part.Part} was deleted by {part.Old}, and is now {part.New}."));
}
