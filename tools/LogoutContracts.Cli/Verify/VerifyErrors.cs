using LogoutContracts.Cli.Context;
using LogoutContracts.Verification.Cases;

namespace LogoutContracts.Cli.Verify;

/// <summary>Errors of <c>verify</c>.</summary>
internal static class VerifyErrors
{
    public static UserErrorException UnknownCase(string option, string pattern, IEnumerable<VerificationCase> cases) => ErrorText.Error(
        $"{option}: no case has an id like '{pattern}'; expected one such as {cases.FirstOrDefault()?.FullId ?? "contract.operation.variant"}, with * for any text; '--dry-run' shows them all.");

    public static UserErrorException NoNumber(string option, string found, int from, int to) => ErrorText.Error($"{option}: '{found}' is no number that fits; expected {ErrorText.Number(from)} to {ErrorText.Number(to)}.");

    public static UserErrorException WouldEndSessions(Uri target, int count) => ErrorText.Error(
        $"{target} is not this machine, and {ErrorText.Number(count)} {(count == 1 ? "case ends a session" : "cases end sessions")} there; add --yes where that is meant, '--dry-run' to see what would be sent, or --only and --skip to choose.");
}
