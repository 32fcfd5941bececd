namespace LogoutContracts.Cli.Context;

/// <summary>The exit codes of the command.</summary>
internal static class ExitCodes
{
    public const int Fine = 0;
    public const int ContractDoesNotHold = 1;
    public const int UsedWrongly = 2;

    /// <summary>128 and the number of SIGINT, as shells report it.</summary>
    public const int Interrupted = 130;

    /// <summary>EX_SOFTWARE in sysexits.h.</summary>
    public const int Bug = 70;

    /// <summary>EX_IOERR in sysexits.h.</summary>
    public const int OutputLost = 74;

    public static string Table => $"""
        Exit codes:
            {Fine,3}  success
            {ContractDoesNotHold,3}  a check failed, a contract has changed, nothing could be checked, or generated files are out of date
            {UsedWrongly,3}  wrong usage, invalid input, a target that does not answer, or contracts that could not be compared
            {Bug,3}  a bug in this program
            {OutputLost,3}  standard output or standard error cannot be written
            {Interrupted,3}  interrupted by Ctrl-C or SIGTERM; verify, audit and run report what they have
        """;
}
