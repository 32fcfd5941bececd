using LogoutContracts.Diffing.Changes;
using LogoutContracts.Diffing.Rules.Kinds;

namespace LogoutContracts.Diffing.Rules.Answers;

internal sealed class RequestRefused() : AnswerRule(
    "request-refused", Audience.Client, ChangeLevel.Error,
    "A request that was accepted is refused.",
    "Clients that send it stop working.",
    "Accept it as before, or release the change as a new version.")
{
    public override IEnumerable<Finding> Find(AnswerPair pair) =>
        pair is { WasSuccess: true, IsSuccessNow: false } ? [new($"{pair.Statuses}.", pair.WasStatusAssumed)] : [];
}
