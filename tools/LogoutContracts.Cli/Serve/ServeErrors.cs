using System.Globalization;
using LogoutContracts.Cli.Context;
using LogoutContracts.MockServer.Flaws;
using LogoutContracts.MockServer.Hosting;

namespace LogoutContracts.Cli.Serve;

/// <summary>Errors and warnings of <c>serve</c>.</summary>
internal static class ServeErrors
{
    public static UserErrorException PortBase(string found, int lowest, int highest) => ErrorText.Error(
        $"--port-base: '{found}' is not a valid port base; " +
        $"expected a number from {ErrorText.Number(lowest)} to {ErrorText.Number(highest)}, or 0 for free ports.");

    public static UserErrorException PortsTaken(IReadOnlyCollection<TakenPort> ports, string address) => ErrorText.Errors([.. ports.Select(
        port => $"port {ErrorText.Number(port.Port)} ({port.Owner}) on {address} is already in use; " +
            "stop the other program, or move all ports with --port-base N (0 for free ports).")]);

    /// <param name="reason">The message of the operating system.</param>
    public static UserErrorException CannotListen(string address, string reason, Exception inner) => ErrorText.Error(
        $"cannot listen on {address}: {reason}; expected an address of this machine, and ports that this user may open. " +
        "See --bind and --port-base.",
        inner);

    public static UserErrorException SharedPort(int port, string one, string other) => ErrorText.Error(
        $"the contracts '{one}' and '{other}' both use port {ErrorText.Number(port)}; expected one port per contract. " +
        "Change x-contract.port in one spec, start only one of them, or add --single-port.");

    public static UserErrorException JournalSize(string found) => ErrorText.Error(
        $"--journal: '{found}' is not a valid number of requests; expected 0 (no journal) to {ErrorText.Number(int.MaxValue)}.");

    /// <param name="bind">As on the command line.</param>
    public static UserErrorException AdminUnprotected(string bind) => ErrorText.Error(
        $"--bind: on {bind}, anyone who can reach this machine could control the mocks; expected an admin token " +
        $"(--admin-token TOKEN, or the environment variable {EnvironmentVariables.AdminToken}), or --no-admin.");

    public static UserErrorException AdminToken() => ErrorText.Error(
        "--admin-token: the token (not shown) is empty, or has characters that a header cannot contain; " +
        "expected printable ASCII without spaces.");

    /// <param name="bind">As on the command line.</param>
    public static UserErrorException AdminTokenShort(int length, int needed, string bind) => ErrorText.Error(
        $"--admin-token: the token (not shown) has {ErrorText.Number(length)} characters, and others could guess it on {bind}; " +
        $"expected {ErrorText.Number(needed)} or more. For example, use the output of 'openssl rand -hex 16'.");

    public static UserErrorException AdminTokenUnused() =>
        ErrorText.Error("--admin-token cannot be combined with --no-admin; remove one of them.");

    public static UserErrorException BindAddress(string found) => ErrorText.Error(
        $"--bind: '{found}' is not an IP address; expected one of this machine, such as 127.0.0.1, ::1 or 0.0.0.0, or 'localhost'.");

    /// <param name="option">What switches the page off.</param>
    public static UserErrorException NothingToOpen(string option) =>
        ErrorText.Error($"--open cannot be combined with {option}, because there is no page to open then; remove one of them.");

    public static string DroppedLines(long count) => string.Create(
        CultureInfo.InvariantCulture,
        $"warning: {count} log {(count == 1 ? "line was" : "lines were")} dropped, because standard error was not read fast enough.");

    public static string Flawed(IEnumerable<Flaw> flaws) =>
        $"warning: these mocks have deliberate flaws: {string.Join(", ", flaws.Select(flaw => flaw.Name))}.";

    public static string ReachableByOthers(string address) =>
        $"warning: the mocks listen on {address}, so other machines can reach them; use '--bind 127.0.0.1' to prevent this.";
}
