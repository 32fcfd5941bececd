using LogoutContracts.Diffing.Answers;
using LogoutContracts.Diffing.Changes;
using LogoutContracts.Diffing.Rules.Kinds;

namespace LogoutContracts.Diffing.Rules.Answers;

internal sealed class AnswerTypeChanged() : PartRule(
    "answer-type-changed", Audience.Client, ChangeLevel.Error,
    "A part of an answer has another type.",
    "Clients cannot read a text where they expect a number, or HTML where they expect JSON.",
    "Keep the type, or put the new value beside the old one.")
{
    protected override PartChange Change => PartChange.Type;

    protected override string TextOf(PartDifference part) => $"{part.Part} was {part.Old}, and is now {part.New}.";
}
