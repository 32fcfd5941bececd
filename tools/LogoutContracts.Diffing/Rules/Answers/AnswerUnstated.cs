using LogoutContracts.Diffing.Changes;
using LogoutContracts.Diffing.Rules.Kinds;

namespace LogoutContracts.Diffing.Rules.Answers;

internal sealed class AnswerUnstated() : GivenRule(
    "answer-unstated", Audience.Client, ChangeLevel.Warning,
    "The contract no longer says how a request is answered.",
    "Clients rely on the old answer, and nobody checks it any more.",
    "Keep the variant, or give the request to another one.")
{
    public static Finding Finding { get; } = new("The contract no longer says what the answer is.");
}
