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

    public static UserErrorException BadSecrets(IEnumerable<Diagnostic> problems) =>
        ErrorText.Problems(problems, "the secrets file has problems; fix those above.");

    private static string Names(ValueList<string> names) => names.Count == 0 ? "none" : string.Join(", ", names);
}
