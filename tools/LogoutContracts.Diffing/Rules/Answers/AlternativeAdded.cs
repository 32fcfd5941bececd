using LogoutContracts.Diffing.Changes;
using LogoutContracts.Diffing.Rules.Kinds;

namespace LogoutContracts.Diffing.Rules.Answers;

internal sealed class AlternativeAdded() : GivenRule(
    "alternative-added", Audience.Client, ChangeLevel.Note,
    "A provider may now give another answer instead.",
    "Clients may meet an answer that they did not expect.",
    "See whether clients are prepared for it.")
{
    public static Finding Of(string answer) => new($"New alternative: {answer}.");
}
