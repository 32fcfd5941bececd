using LogoutContracts.Cli.Context;

namespace LogoutContracts.Cli.Generate;

/// <summary>Errors of <c>generate</c>.</summary>
internal static class GenerateErrors
{
    public static UserErrorException NoRepository(string directory) => ErrorText.Error(
        $"no LogoutContracts.sln in '{directory}' or above it, so no folder 'mocks' to write to; go to a clone of the repository, or name a folder with --output.");

    public static UserErrorException UnknownMarker(string file, string id, IReadOnlyCollection<string> known) => ErrorText.Error(
        $"{file}: the marker '{VariantsTable.Start(id)}' names no contract; {ErrorText.ExpectedOneOf(known)}.{ErrorText.DidYouMean(id, known)}");

    public static UserErrorException OpenMarker(string file, string id) => ErrorText.Error(
        $"{file}: the marker '{VariantsTable.Start(id)}' is not closed; expected '{VariantsTable.End}' after it, before the next one.");

    public static UserErrorException OpenComparison(string file) => ErrorText.Error($"{file}: the marker '{ComparisonTable.Start}' is not closed; expected '{ComparisonTable.End}' after it.");

    public static string NotFresh(int count, string command) => $"error: {ErrorText.Number(count)} {(count == 1 ? "file is" : "files are")} not as generated; to mend: {command}";
}
