namespace LogoutContracts.Cli.Context;

/// <summary>What the command says to whoever started it; the only place that says so.</summary>
internal static class ExitCodes
{
    public const int Fine = 0;
    public const int ContractDoesNotHold = 1;
    public const int UsedWrongly = 2;

    /// <summary>EX_SOFTWARE of sysexits.h.</summary>
    public const int Bug = 70;

    public static string Table => $"""
        Exit codes:
          {Fine,2}  fine
          {ContractDoesNotHold,2}  the contract does not hold, or nothing shows that it does, or generated files are not fresh
          {UsedWrongly,2}  used wrongly, bad input, or a target that does not answer at all
          {Bug,2}  a bug in this program
        """;
}
