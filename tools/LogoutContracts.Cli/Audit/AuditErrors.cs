using LogoutContracts.Cli.Context;

namespace LogoutContracts.Cli.Audit;

/// <summary>Errors of <c>audit</c>.</summary>
internal static class AuditErrors
{
    public static UserErrorException UnknownCheck(string option, string found, IReadOnlyCollection<string> known) => ErrorText.Error($"{option}: no check '{found}'; {ErrorText.ThereIs(known)}.{ErrorText.DidYouMean(found, known)}");

    public static UserErrorException WouldEndAuditedSessions(Uri url) => ErrorText.Error(
        $"--target: an audit logs in and out many times, and tries to end sessions in ways that it should not, and {url} is not this machine; expected --yes with it, once you are sure that it is no one else's.");

    public static UserErrorException AuditOfStubs() => ErrorText.Error(
        "--kind: stubs hand out the same session at every login, so nearly every check would fail them; expected a provider, or one of our mocks (--mock).");

    public static UserErrorException AuditNeedsLogin(string contract) => ErrorText.Error(
        $"--credential: an audit opens many sessions of '{contract}', and one was given; expected inputs of its login, with --set NAME=VALUE, in their place.");

    public static UserErrorException CheckMissing(string option, string id, string reason) => ErrorText.Error($"{option}: {id} is not checked. {reason}");

    public static UserErrorException NotATime(string option, string found) => ErrorText.Error($"{option}: '{found}' is not a time; expected seconds or milliseconds, up to an hour, such as 5s, 0.5s or 200ms.");
}
