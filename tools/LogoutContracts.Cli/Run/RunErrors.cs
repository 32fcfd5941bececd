using LogoutContracts.Cli.Context;

namespace LogoutContracts.Cli.Run;

/// <summary>Errors of <c>run</c>.</summary>
internal static class RunErrors
{
    public static UserErrorException NoWorkflowFile(string path) => ErrorText.Error($"'{path}' is not there; expected an Arazzo file, such as workflows.arazzo.yaml; check the path.");

    public static UserErrorException RemoteSource(string file, string url) => ErrorText.Error(
        $"{file}: its source description '{url}' lies elsewhere; expected the path of an OpenAPI file on this machine; fetch it, and name it there.");

    public static UserErrorException NoSource(string file, string path) => ErrorText.Error($"{file}: its source description '{path}' is not there; expected an OpenAPI file; correct the 'url', which starts at the folder of {file}.");

    public static UserErrorException WorkflowNames(IEnumerable<string> found, IReadOnlyCollection<string> known) => ErrorText.Errors([.. found.Select(name =>
        $"--workflow: no workflow '{name}' in the file; {ErrorText.ExpectedOneOf(known)}.{ErrorText.DidYouMean(name, known)}")]);

    public static string InputWithoutValue() => "--input: one of them is no name=value (it is not repeated here, as it may be a secret); expected name=value; add what is missing.";

    public static string InputTwice(string name) => $"--input: '{name}' is given twice; expected each input once; take one away.";

    public static string UnknownWorkflowInput(string name, IReadOnlyCollection<string> known) => $"no workflow that is run knows an input '{name}'; {ErrorText.ExpectedOneOf(known)}.{ErrorText.DidYouMean(name, known)}";

    public static string InputMisfit(string workflow, string problem) => $"the inputs of '{workflow}' are not as it wants them: {problem}; correct them with --input name=value, or in the file of --inputs.";

    public static UserErrorException RunWantsYes(string target) => ErrorText.Error($"--target: {target} is not this machine, and the workflows would open and end sessions there; expected your word that they may: add --yes.");
}
