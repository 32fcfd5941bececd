using LogoutContracts.Cli.Context;
using LogoutContracts.Drafting.Choosing;

namespace LogoutContracts.Cli.Init;

/// <summary>Errors of <c>init</c>, and of verbs that get an OpenAPI file without a contract.</summary>
internal static class InitErrors
{
    private const int Shown = 12;

    public static UserErrorException NoSuchFile(string path) =>
        ErrorText.Error($"'{path}' does not exist; expected an OpenAPI file, or a recording (*.har). Check the path.");

    public static UserErrorException TooManyFiles(IReadOnlyList<string> found) => ErrorText.Error(
        $"{string.Join(", ", found.Select(path => $"'{path}'"))} are too many; expected one OpenAPI file, one recording (*.har), or one " +
        "of each. Draft one contract at a time.");

    public static UserErrorException IsContract(string path) =>
        ErrorText.Error($"'{path}' has 'x-contract', so it already is a contract; use it with '--specs {path}'.");

    public static UserErrorException BadRecording(string path, Exception inner) => ErrorText.Error($"'{path}': {inner.Message}.", inner);

    public static UserErrorException Exists(string path) =>
        ErrorText.Error($"'{path}' exists; add --force to overwrite it, or choose another folder with --output or --id.");

    public static UserErrorException BadId(string found) => ErrorText.Error(
        $"--id: '{found}' is not an id of a contract; expected lowercase letters, digits and inner hyphens, such as 'my-api'.");

    public static UserErrorException NoOperation(DraftRole role, string found, IReadOnlyList<string> known) => ErrorText.Error(
        $"{Option(role)}: the file has no operation '{found}'; expected an operationId, or method and path, such as 'POST /login'." +
        $"{ErrorText.DidYouMean(found, known)}");

    public static UserErrorException BadCarrier(string found, string forms) =>
        ErrorText.Error($"--credential: '{found}' is not a carrier; expected {forms}.");

    /// <param name="candidates">Operations that may have the role, though not likely enough.</param>
    public static UserErrorException NoRole(DraftRole role, string file, IReadOnlyList<string> candidates) => ErrorText.Error(
        $"{file}: no operation looks like the {Word(role)}, without which there is no contract, so nothing was written. " +
        $"Name it with {Option(role)}, such as {Option(role)} 'POST /path'." +
        (candidates.Count == 0 ? " The file has no operations."
            : $" The file has {string.Join(", ", candidates.Take(Shown))}" +
                (candidates.Count > Shown ? $", and {ErrorText.Number(candidates.Count - Shown)} more." : ".")));

    public static UserErrorException NotDrafted(string file, IReadOnlyList<string> questions) => new(string.Join(
        Environment.NewLine,
        [.. questions.Select(question => $"open: {question}"), ErrorText.Error(
            $"'{file}' has no contract, and a draft would have to assume the above; run '{ProgramInfo.Name} init {file}', and check the " +
            "overlay that it writes.").Message]));

    public static UserErrorException NoContractIn(string file) =>
        ErrorText.Error($"'{file}' has no 'x-contract', so it is not a contract; '{ProgramInfo.Name} init {file}' drafts one.");

    private static string Option(DraftRole role) => $"--{Word(role)}";

    private static string Word(DraftRole role) => role.ToString().ToLowerInvariant();
}
