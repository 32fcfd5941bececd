using LogoutContracts.Diffing.Changes;
using LogoutContracts.Diffing.Rules.Kinds;

namespace LogoutContracts.Diffing.Rules.Answers;

internal sealed class AnswerStated() : GivenRule(
    "answer-stated", Audience.Client, ChangeLevel.Note,
    "The contract says how a request is answered that it said nothing about.",
    "Servers may have answered otherwise so far.",
    "Nothing; verify your servers.")
{
    public static Finding Finding { get; } = new("The contract now says what the answer is.");
}
