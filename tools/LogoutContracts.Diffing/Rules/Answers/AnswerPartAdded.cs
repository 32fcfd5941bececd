using LogoutContracts.Diffing.Answers;
using LogoutContracts.Diffing.Changes;
using LogoutContracts.Diffing.Rules.Kinds;

namespace LogoutContracts.Diffing.Rules.Answers;

internal sealed class AnswerPartAdded() : PartRule(
    "answer-part-added", Audience.Client, ChangeLevel.Note,
    "An answer has a new header or a new part of the body.",
    "Clients that ignore what they do not know are not affected.",
    "Nothing, unless a client refuses unknown parts.")
{
    protected override PartChange Change => PartChange.Added;

    protected override string TextOf(PartDifference part) => $"{part.Part} is new: {part.New}.";
}
