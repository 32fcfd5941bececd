using LogoutContracts.Cli.Context;
using LogoutContracts.Specs.Diagnostics;
using LogoutContracts.Specs.Primitives;

namespace LogoutContracts.Cli.Targets;

/// <summary>Errors in the credentials and login inputs that the user gives.</summary>
internal static class AccountErrors
{
    public static UserErrorException NoNameAndValue(string option) =>
        ErrorText.Error($"{option}: the value (not shown, as it may be secret) is not of the form NAME=VALUE, such as user=jane.");

    /// <param name="known">The names that each contract has.</param>
    public static UserErrorException UnknownLoginInput(
        string option, string found, IReadOnlyList<(string Contract, ValueList<string> Names)> known) => ErrorText.Error(
        $"{option}: unknown name '{found}'; " +
        $"expected one of: {string.Join("; ", known.Select(each => $"{each.Contract}: {Names(each.Names)}"))}." +
        ErrorText.DidYouMean(found, known.SelectMany(each => each.Names)));

    public static UserErrorException CredentialAndLogin(string contract) => ErrorText.Error(
        $"--credential: '{contract}' also has login inputs (--set, --set-other, --secrets or the environment); " +
        "expected only one of them. Remove the other.");

    public static string CredentialMissing(string contract, IEnumerable<string> missing) =>
        $"--credential: a session of '{contract}' also needs {string.Join(" and ", missing)}; add --credential NAME=VALUE for each.";

    public static string CredentialsUneven(string contract, string name, int found, int expected) =>
        $"--credential: '{contract}' has {ErrorText.Number(found)} {(found == 1 ? "value" : "values")} of '{name}', " +
        $"but {ErrorText.Number(expected)} of another name; give each session all of its credentials.";

    public static UserErrorException CommandAndCredential() => ErrorText.Error(
        "--login-command: --credential also gives sessions; expected only one of them. Remove the other.");

    /// <param name="problem">In a few words, without any output of the command.</param>
    public static UserErrorException LoginCommand(string contract, string problem) => ErrorText.Error(
        $"--login-command: the command gives no session of '{contract}': {problem}. Run it by hand to check it.");

    /// <param name="source">The option or the environment variable.</param>
    public static UserErrorException NoClient(string source) => ErrorText.Error(
        $"{source}: the value (not shown, as it has a secret) is not of the form ID:SECRET, such as app:s3cret.");

    public static UserErrorException NoClients(string option, IEnumerable<string> contracts) => ErrorText.Error(
        $"{option}: {string.Join(", ", contracts.Select(id => $"'{id}'"))} has no OAuth clients; " +
        $"expected a contract with 'clients'. Remove {option}.");

    public static UserErrorException OtherClientAlone(string contract) => ErrorText.Error(
        $"--client-other: '{contract}' also needs the client that opens sessions; add --client ID:SECRET.");

    public static UserErrorException ClientIncomplete(string section, string missing) => ErrorText.Error(
        $"--secrets: '{section}' has no '{missing}'; expected 'id' and 'secret'. Add it.");

    public static UserErrorException BadSecrets(IEnumerable<Diagnostic> problems) =>
        ErrorText.Problems(problems, "the secrets file has problems; fix those above.");

    private static string Names(ValueList<string> names) => names.Count == 0 ? "none" : string.Join(", ", names);
}
