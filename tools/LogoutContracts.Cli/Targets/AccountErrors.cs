using LogoutContracts.Cli.Context;
using LogoutContracts.Specs.Diagnostics;
using LogoutContracts.Specs.Primitives;

namespace LogoutContracts.Cli.Targets;

/// <summary>Errors in the credentials and login inputs that the user gives.</summary>
internal static class AccountErrors
{
    public static UserErrorException NoNameAndValue(string option) => ErrorText.Error($"{option}: expected NAME=VALUE, such as user=jane (what was given is not repeated here).");

    /// <param name="known">What the contracts have.</param>
    public static UserErrorException UnknownLoginInput(string option, string found, IReadOnlyList<(string Contract, ValueList<string> Names)> known) => ErrorText.Error(
        $"{option}: no contract here has '{found}'; there {(known.Count == 1 ? "is" : "are")} {string.Join("; ", known.Select(each => $"{each.Contract}: {(each.Names.Count == 0 ? "none" : string.Join(", ", each.Names))}"))}.{ErrorText.DidYouMean(found, known.SelectMany(each => each.Names))}");

    public static UserErrorException CredentialAndLogin(string contract) => ErrorText.Error(
        $"--credential: '{contract}' has inputs of a login as well (--set, --set-other, a file of secrets, or the environment); expected a session or a login; take one of the two away.");

    public static UserErrorException CredentialMissing(string contract, IEnumerable<string> missing) => ErrorText.Error($"--credential: a session of '{contract}' is proved by {string.Join(" and ", missing)} too; expected all parts of it; add them.");

    public static UserErrorException BadSecrets(IEnumerable<Diagnostic> problems) => ErrorText.Problems(
        problems, "this file of secrets cannot be used; correct what is named above.");
}
