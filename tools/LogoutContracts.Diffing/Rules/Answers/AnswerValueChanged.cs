using LogoutContracts.Diffing.Answers;
using LogoutContracts.Diffing.Changes;
using LogoutContracts.Diffing.Rules.Kinds;

namespace LogoutContracts.Diffing.Rules.Answers;

internal sealed class AnswerValueChanged() : PartRule(
    "answer-value-changed", Audience.Client, ChangeLevel.Warning,
    "A value in an answer that programs read is another.",
    "Clients may act on numbers, truth values, credentials, cookies and addresses.",
    "Check what clients do with the value.")
{
    protected override PartChange Change => PartChange.Value;

    protected override string TextOf(PartDifference part) => $"{part.Part} was {part.Old}, and is now {part.New}.";
}
