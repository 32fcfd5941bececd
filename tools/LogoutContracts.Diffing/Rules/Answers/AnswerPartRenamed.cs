using LogoutContracts.Diffing.Answers;
using LogoutContracts.Diffing.Changes;
using LogoutContracts.Diffing.Rules.Kinds;

namespace LogoutContracts.Diffing.Rules.Answers;

internal sealed class AnswerPartRenamed() : PartRule(
    "answer-part-renamed", Audience.Client, ChangeLevel.Error,
    "A header or a part of the body has another name, with the same value.",
    "Clients look for it under its old name.",
    "Send both names for a while, or release the change as a new version.")
{
    protected override PartChange Change => PartChange.Renamed;

    protected override string TextOf(PartDifference part) => $"{part.Old} is now {part.New}.";
}
