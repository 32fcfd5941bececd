using LogoutContracts.Cli.Context;

namespace LogoutContracts.Cli.Inspect;

/// <summary>Errors of <c>list</c> and <c>lint</c>.</summary>
internal static class InspectErrors
{
    public static UserErrorException UnknownOperation(string found, IReadOnlyCollection<string> known) =>
        ErrorText.Error($"--operation: unknown operation '{found}'; {ErrorText.ExpectedOneOf(known)}.{ErrorText.DidYouMean(found, known)}");

    /// <summary>Options of <c>list</c> that do not go with <c>--diagram</c>, or need it.</summary>
    public static IEnumerable<string> OfDiagram(bool draws, bool summary, bool flaws, bool release)
    {
        if (draws && summary)
            yield return "--diagram cannot be combined with --summary; remove one of them.";
        if (draws && flaws)
            yield return "--diagram cannot be combined with --flaws; remove one of them.";
        if (release && !draws)
            yield return CommonErrors.OptionNeeds("--release", "--diagram");
    }

    public static string Warnings(int warnings) =>
        $"error: {ErrorText.Number(warnings)} {(warnings == 1 ? "warning" : "warnings")}, which --strict does not allow; " +
        $"fix {(warnings == 1 ? "it" : "them")} as described above, or omit the option.";

    public static string Problems(int problems, int bad, int all, string what = "spec") =>
        $"error: {ErrorText.Number(problems)} {(problems == 1 ? "problem" : "problems")} in {ErrorText.Number(bad)} of " +
        $"{ErrorText.Number(all)} {what}{(all == 1 ? "" : "s")}; fix {(problems == 1 ? "it" : "them")} as described above.";
}
