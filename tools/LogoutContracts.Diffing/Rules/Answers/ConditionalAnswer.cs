using LogoutContracts.Diffing.Changes;
using LogoutContracts.Diffing.Rules.Kinds;

namespace LogoutContracts.Diffing.Rules.Answers;

internal sealed class ConditionalAnswer() : GivenRule(
    "conditional-answer", Audience.Client, ChangeLevel.Note,
    "What the contract says about a condition of the provider is new, or gone.",
    "Conditions such as rate limits and server errors are rare, so clients may not be prepared for the answer.",
    "Nothing; see whether clients are prepared.")
{
    public static Finding Added(string condition) => new($"New: an answer if the provider is {condition}.");

    public static Finding Removed(string condition) => new($"Gone: the answer if the provider is {condition}.");
}
