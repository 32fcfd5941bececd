using LogoutContracts.Cli.Context;

namespace LogoutContracts.Cli.Inspect;

/// <summary>Errors of <c>list</c> and <c>lint</c>.</summary>
internal static class InspectErrors
{
    public static UserErrorException UnknownOperation(string found, IReadOnlyCollection<string> known) =>
        ErrorText.Error($"--operation: unknown operation '{found}'; {ErrorText.ExpectedOneOf(known)}.{ErrorText.DidYouMean(found, known)}");

    public static string Problems(int problems, int bad, int all, string what = "spec") =>
        $"error: {ErrorText.Number(problems)} {(problems == 1 ? "problem" : "problems")} in {ErrorText.Number(bad)} of " +
        $"{ErrorText.Number(all)} {what}{(all == 1 ? "" : "s")}; fix {(problems == 1 ? "it" : "them")} as described above.";
}
