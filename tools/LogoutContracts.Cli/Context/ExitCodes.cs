namespace LogoutContracts.Cli.Context;

/// <summary>The exit codes of the command.</summary>
internal static class ExitCodes
{
    public const int Fine = 0;
    public const int ContractDoesNotHold = 1;
    public const int UsedWrongly = 2;

    /// <summary>EX_SOFTWARE in sysexits.h.</summary>
    public const int Bug = 70;

    /// <summary>EX_IOERR in sysexits.h.</summary>
    public const int OutputLost = 74;

    public static string Table => $"""
        Exit codes:
            {Fine,2}  success
            {ContractDoesNotHold,2}  a check failed, nothing could be checked, or generated files are out of date
            {UsedWrongly,2}  wrong usage, invalid input, or a target that does not answer
          {Bug,2}  a bug in this program
          {OutputLost,2}  standard output or standard error cannot be written
        """;
}
