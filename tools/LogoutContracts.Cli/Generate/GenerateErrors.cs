using LogoutContracts.Cli.Context;

namespace LogoutContracts.Cli.Generate;

/// <summary>Errors of <c>generate</c>.</summary>
internal static class GenerateErrors
{
    public static UserErrorException NoRepository(string directory) => ErrorText.Error(
        $"no LogoutContracts.sln in '{directory}' or above it; " +
        "run the command in a clone of the repository, or choose a folder with --output.");

    public static UserErrorException EmptyOutput() => ErrorText.Error(
        "--output: '' is not a folder; name one, or leave --output out to update the stubs of the repository.");

    public static UserErrorException UnknownMarker(string file, string marker, string id, IReadOnlyCollection<string> known) =>
        ErrorText.Error(
            $"{file}: the marker '{marker}' has an unknown contract; {ErrorText.ExpectedOneOf(known)}.{ErrorText.DidYouMean(id, known)}");

    public static UserErrorException OpenMarker(string file, string marker, string end) => ErrorText.Error(
        $"{file}: the marker '{marker}' is not closed; expected '{end}' after it, before the next marker.");

    public static string NotFresh(int count, string command) =>
        $"error: {ErrorText.Number(count)} generated {(count == 1 ? "file is" : "files are")} out of date; to update: {command}";
}
