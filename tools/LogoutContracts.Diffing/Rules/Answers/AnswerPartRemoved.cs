using LogoutContracts.Diffing.Answers;
using LogoutContracts.Diffing.Changes;
using LogoutContracts.Diffing.Rules.Kinds;

namespace LogoutContracts.Diffing.Rules.Answers;

internal sealed class AnswerPartRemoved() : PartRule(
    "answer-part-removed", Audience.Client, ChangeLevel.Error,
    "A header or a part of the body is no longer in an answer.",
    "Clients that read it find nothing.",
    "Keep the part, or release the change as a new version.")
{
    protected override PartChange Change => PartChange.Removed;

    protected override string TextOf(PartDifference part) => $"{part.Part} is no longer there; it was {part.Old}.";
}
