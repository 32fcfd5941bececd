using LogoutContracts.Diffing.Changes;
using LogoutContracts.Diffing.Rules.Kinds;

namespace LogoutContracts.Diffing.Rules.Answers;

internal sealed class StatusChanged() : AnswerRule(
    "status-changed", Audience.Client, ChangeLevel.Error,
    "A request gets another status.",
    "Clients decide by the status whether to log in again, retry or give up.",
    "Keep the status, or release the change as a new version.")
{
    public override IEnumerable<Finding> Find(AnswerPair pair) =>
        pair is { Answers.HasOtherStatus: true, IsAcceptedNow: false } and not { WasSuccess: true, IsSuccessNow: false }
            ? [new($"{pair.Statuses}.", pair.WasStatusAssumed)] : [];
}
