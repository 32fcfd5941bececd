using LogoutContracts.Cli.Context;

namespace LogoutContracts.Cli.Clients;

/// <summary>Errors of <c>audit-client</c>.</summary>
internal static class ClientAuditErrors
{
    public static UserErrorException NoClientContract() =>
        ErrorText.Error("no contract; expected CONTRACT -- COMMAND, such as: audit-client rocketchat -- node client.mjs {base-url}.");

    public static string UnknownScenario(string found, IReadOnlyCollection<string> known) =>
        $"--scenario: unknown scenario '{found}'; {ErrorText.ExpectedOneOf(known)}.{ErrorText.DidYouMean(found, known)}";

    public static string ImpossibleScenario(string scenario, string contract) =>
        $"--scenario: '{scenario}' cannot happen with '{contract}'; remove it. audit-client --list explains the scenarios.";

    public static string NoCommand() =>
        "no command; expected -- COMMAND, or --login, --call and --logout for a client that keeps its login between runs.";

    public static string CommandAndSteps() => "-- COMMAND and --login, --call, --logout exclude each other; remove one of them.";

    public static string MissingSteps(IEnumerable<string> missing) =>
        $"{string.Join(" and ", missing)} missing; expected --login, --call and --logout together.";

    public static string OpenQuote(string option, string found) =>
        $"{option}: '{found}' has a quote that is not closed. Close it.";

    public static string EmptyCommand(string option) => $"{option}: the command is empty; expected a program and its arguments.";

    public static string NoProgram(string where, string program) =>
        $"{where}: no program '{program}'; expected a program in PATH, or the path of an executable file.";

    public static string UnknownPlaceholder(string where, string found, IReadOnlyCollection<string> known) =>
        $"{where}: unknown placeholder '{{{found}}}'; {ErrorText.ExpectedOneOf([.. known.Select(name => $"{{{name}}}")])}."
        + ErrorText.DidYouMean(found, known);

    public static UserErrorException NoLogoutToAudit(string contract) =>
        ErrorText.Error($"the contract '{contract}' has no logout that ends a session, so there is nothing to audit; choose another.");

    public static UserErrorException NoTime(string option, string found) => ErrorText.Error(
        $"{option}: '{found}' is not a time that is possible here; expected more than 0, such as 30s or 200ms.");

    public static UserErrorException PortTaken(int port) =>
        ErrorText.Error($"--port: another program uses port {ErrorText.Number(port)}; choose another, or 0 for a free one.");
}
