using LogoutContracts.Diffing.Answers;
using LogoutContracts.Diffing.Changes;
using LogoutContracts.Diffing.Rules.Kinds;

namespace LogoutContracts.Diffing.Rules.Answers;

internal sealed class AnswerTextChanged() : PartRule(
    "answer-text-changed", Audience.Client, ChangeLevel.Note,
    "A text in an answer is another.",
    "People read it; programs should not depend on it.",
    "Nothing, unless a client compares the text.")
{
    protected override PartChange Change => PartChange.Text;

    protected override string TextOf(PartDifference part) => $"{part.Part} was {part.Old}, and is now {part.New}.";
}
