using LogoutContracts.Cli.Context;

namespace LogoutContracts.Cli.Audit;

/// <summary>Errors of <c>audit</c>.</summary>
internal static class AuditErrors
{
    public static UserErrorException UnknownCheck(string option, string found, IReadOnlyCollection<string> known) =>
        ErrorText.Error($"{option}: unknown check '{found}'; {ErrorText.ExpectedOneOf(known)}.{ErrorText.DidYouMean(found, known)}");

    public static UserErrorException WouldEndAuditedSessions(Uri url) => ErrorText.Error(
        $"--target: {url} is not this machine. An audit opens and ends many sessions, and tries logouts that should fail; " +
        "add --yes to confirm.");

    public static UserErrorException AuditOfStubs() => ErrorText.Error(
        "--kind: stubs return the same session at each login, so most checks would fail; " +
        "expected a provider, or one of our mocks (--mock).");

    /// <param name="reason">A sentence.</param>
    public static UserErrorException ReplicaSilent(Uri url, string reason) => ErrorText.Error(
        $"--target: nothing was audited, because {url} gives no answer; start it, or correct or remove its URL. {reason}");

    public static UserErrorException NoRestartCommand() => ErrorText.Error(
        "--restart-command: the command is empty; expected a shell command that restarts the provider. Add it, or remove the option.");

    public static UserErrorException CheckMissing(string option, string id, string reason) =>
        ErrorText.Error($"{option}: {id} is not checked. {reason}");

    public static UserErrorException InvalidTime(string option, string found) => ErrorText.Error(
        $"{option}: '{found}' is not a valid time; expected seconds or milliseconds up to one hour, such as 5s, 0.5s or 200ms.");
}
