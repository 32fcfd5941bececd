using LogoutContracts.Verification;

namespace LogoutContracts.CommandLine;

/// <summary>Errors of <c>verify</c>.</summary>
internal static class VerifyErrors
{
    public static UserErrorException UnknownCase(string option, string pattern, IEnumerable<VerificationCase> cases) => ErrorText.Error(
        $"{option}: no case has an id like '{pattern}'; expected one such as {cases.FirstOrDefault()?.FullId ?? "contract.operation.variant"}, with * for any text; '--dry-run' shows them all.");

    public static UserErrorException NoNumber(string option, string found, int from, int to) => ErrorText.Error($"{option}: '{found}' is no number that fits; expected {ErrorText.Number(from)} to {ErrorText.Number(to)}.");
}
