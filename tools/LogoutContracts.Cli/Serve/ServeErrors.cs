using LogoutContracts.Cli.Context;
using LogoutContracts.MockServer.Flaws;
using LogoutContracts.MockServer.Hosting;

namespace LogoutContracts.Cli.Serve;

/// <summary>Errors and warnings of <c>serve</c>.</summary>
internal static class ServeErrors
{
    public static UserErrorException PortBase(string found, int highest) => ErrorText.Error(
        $"--port-base: '{found}' is no port that the others can be counted from; expected 0, which takes free ports, or a number from 1 to {ErrorText.Number(highest)}.");

    public static UserErrorException PortsTaken(IReadOnlyCollection<TakenPort> ports, string address) => ErrorText.Errors([.. ports.Select(port =>
        $"port {ErrorText.Number(port.Port)} ({port.Owner}) on {address} is taken by another program; stop that one, or move all ports with --port-base N (0 takes free ones).")]);

    /// <param name="reason">The system's words.</param>
    public static UserErrorException CannotListen(string address, string reason, Exception inner) => ErrorText.Error(
        $"cannot listen on {address}: {reason}; expected an address of this machine and ports that this user may take; see --bind and --port-base.", inner);

    public static UserErrorException SharedPort(int port, string one, string other) => ErrorText.Error(
        $"the contracts '{one}' and '{other}' both have port {ErrorText.Number(port)} in their specs; expected one port a contract; change x-contract.port of one, start them one by one, or all on one port with --single-port.");

    public static UserErrorException JournalSize(string found) => ErrorText.Error($"--journal: '{found}' is no number of requests; expected 0, which keeps none, or a number up to {ErrorText.Number(int.MaxValue)}.");

    /// <param name="bind">As on the command line.</param>
    public static UserErrorException AdminUnprotected(string bind) => ErrorText.Error(
        $"--bind: on {bind}, everybody who reaches this machine could steer the mocks; expected a token for the admin port (--admin-token TOKEN, or {EnvironmentVariables.AdminToken} in the environment), or none at all (--no-admin).");

    public static UserErrorException AdminToken() => ErrorText.Error(
        "--admin-token: the token is empty, or has characters that a header cannot carry (it is not repeated here); expected ASCII letters, digits and signs without spaces.");

    public static UserErrorException AdminTokenUnused() => ErrorText.Error("--admin-token: there is no admin port to use it on, because of --no-admin; take one of the two away.");

    public static UserErrorException BindAddress(string found) => ErrorText.Error(
        $"--bind: '{found}' is no address; expected an IP address of this machine, such as 127.0.0.1, ::1 or 0.0.0.0, or 'localhost'.");

    /// <summary>So that nobody takes them for sound.</summary>
    public static string Flawed(IEnumerable<Flaw> flaws) => $"warning: these mocks get logouts wrong on purpose: {string.Join(", ", flaws.Select(flaw => flaw.Name))}.";

    public static string Strangers(string address) => $"warning: the mocks listen on {address}, where everybody who reaches this machine reaches them; '--bind 127.0.0.1' keeps them to it.";
}
