using LogoutContracts.Cli.Context;

namespace LogoutContracts.Cli.Run;

/// <summary>Errors of <c>run</c>.</summary>
internal static class RunErrors
{
    public static UserErrorException NoWorkflowFile(string path) =>
        ErrorText.Error($"'{path}' does not exist; expected an Arazzo file, such as workflows.arazzo.yaml. Check the path.");

    public static UserErrorException RemoteSource(string file, string url) => ErrorText.Error(
        $"{file}: the source description '{url}' is not a local file; expected the path of an OpenAPI file. " +
        "Download it, and use its path as 'url'.");

    public static UserErrorException NoSource(string file, string path) => ErrorText.Error(
        $"{file}: the source description '{path}' does not exist; expected an OpenAPI file. " +
        "Correct 'url', which is relative to this Arazzo file.");

    public static UserErrorException WorkflowNames(IEnumerable<string> found, IReadOnlyCollection<string> known) =>
        ErrorText.Errors([.. found.Select(
            name => $"--workflow: unknown workflow '{name}'; {ErrorText.ExpectedOneOf(known)}.{ErrorText.DidYouMean(name, known)}")]);

    public static string InputWithoutValue() =>
        "--input: an input is not of the form NAME=VALUE (not shown, as it may be secret); add the missing part.";

    public static string InputTwice(string name) => $"--input: '{name}' is given twice; expected each input once. Remove one of them.";

    public static string UnknownWorkflowInput(string name, IReadOnlyCollection<string> known) =>
        $"unknown workflow input '{name}'; {ErrorText.ExpectedOneOf(known)}.{ErrorText.DidYouMean(name, known)}";

    public static string InputMisfit(string workflow, string problem) =>
        $"invalid inputs for workflow '{workflow}': {problem}; correct them with --input NAME=VALUE, or in the file of --inputs.";

    public static UserErrorException RunWantsYes(string target) =>
        ErrorText.Error(
            $"--target: {target} is not this machine, and the workflows would open and end sessions there; add --yes to confirm.");
}
