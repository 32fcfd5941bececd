using LogoutContracts.Cli.Context;
using LogoutContracts.Diffing;

namespace LogoutContracts.Cli.Diff;

internal static class DiffErrors
{
    public static UserErrorException NoSides() =>
        ErrorText.Error("diff requires OLD and NEW, such as 'diff specs-before specs' or 'diff rocketchat@6 rocketchat@7'.");

    public static UserErrorException UnknownRule(string found)
    {
        var known = DiffRules.All.Select(rule => rule.Id).ToList();
        return ErrorText.Error($"--explain: unknown rule '{found}'; 'diff --list' shows all.{ErrorText.DidYouMean(found, known)}");
    }

    public static UserErrorException JournalOfOne() => ErrorText.Error(
        "--journal: OLD and NEW must be versions of one contract, such as rocketchat@6 and rocketchat@7; name the contract, or its spec.");

    public static UserErrorException NoCalls(string path) => ErrorText.Error(
        $"--journal: '{path}' is neither a journal nor a recording; expected what a mock lists at /__admin/journal, or an HTTP Archive " +
        "(HAR 1.2).");

    /// <param name="strange">The number of calls.</param>
    public static UserErrorException NoCallFits(string path, string old, int strange) => ErrorText.Error(
        $"--journal: {old}, the old version, answers none of the calls in '{path}' as recorded (calls: {ErrorText.Number(strange)}), " +
        "so nothing was compared; expected calls to this contract, in the release that answered them.");
}
