using LogoutContracts.Cli.Context;
using LogoutContracts.Verification.Cases;

namespace LogoutContracts.Cli.Verify;

/// <summary>Errors of <c>verify</c>.</summary>
internal static class VerifyErrors
{
    public static UserErrorException UnknownCase(string option, string pattern, IEnumerable<VerificationCase> cases) => ErrorText.Error(
        $"{option}: no case matches '{pattern}'; expected an id such as " +
        $"{cases.FirstOrDefault()?.FullId ?? "contract.operation.variant"}, where * stands for any text. '--dry-run' lists all cases.");

    public static UserErrorException WouldEndSessions(Uri target, int count) => ErrorText.Error(
        $"{target} is not this machine, and {ErrorText.Number(count)} " +
        $"{(count == 1 ? "case ends a session" : "cases end sessions")} there; " +
        "add --yes to confirm. '--dry-run' shows what would be sent; --only and --skip choose cases.");

    public static UserErrorException LearnsOneContract(int count) => ErrorText.Error(
        $"--learn: {ErrorText.Number(count)} contracts are chosen; expected one. Name the contract.");

    public static UserErrorException LearnsIntoFolder(string path) => ErrorText.Error($"--learn: '{path}' is a folder; expected a file.");

    /// <param name="reason">The message of the operating system.</param>
    public static UserErrorException NotLearned(string path, string reason) => ErrorText.Error(
        $"--learn: '{path}' cannot be written: {ErrorText.OneLine(reason)}; expected a file in a folder that you can write to.");
}
