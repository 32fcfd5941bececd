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
}
