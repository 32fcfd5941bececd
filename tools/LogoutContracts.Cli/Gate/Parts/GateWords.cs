using LogoutContracts.Cli.Context;
using LogoutContracts.Diffing.Changes;

namespace LogoutContracts.Cli.Gate.Parts;

/// <summary>Words that the parts of the gate and its reports share.</summary>
internal static class GateWords
{
    public const string NoBase = "there is no base to compare with, because this is the first push of a branch";

    public static string Count(int number, string what) => $"{ErrorText.Number(number)} {what}{(number == 1 ? "" : "s")}";

    public static string IsOrAre(int number, string what, string state) => $"{Count(number, what)} {(number == 1 ? "is" : "are")} {state}";

    public static string Of(ChangeLevel level) => level switch
    {
        ChangeLevel.Error => "error",
        ChangeLevel.Warning => "warning",
        _ => "note",
    };
}
