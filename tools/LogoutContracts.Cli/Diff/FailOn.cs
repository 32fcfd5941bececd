using System.CommandLine;
using LogoutContracts.Diffing.Changes;

namespace LogoutContracts.Cli.Diff;

/// <summary>The option <c>--fail-on</c>: the lowest level of changes that make the command fail.</summary>
internal static class FailOn
{
    public static Option<string> Option()
    {
        var option = new Option<string>("--fail-on")
        {
            HelpName = "LEVEL",
            Description = "Exit with 1 if there are changes of this level, or of a higher one: error, warning or note",
            DefaultValueFactory = _ => DiffText.Word(ChangeLevel.Error),
        };
        option.AcceptOnlyFromAmong([.. Enum.GetValues<ChangeLevel>().Select(DiffText.Word)]);
        return option;
    }

    public static ChangeLevel Level(string? word) => Enum.Parse<ChangeLevel>(word!, ignoreCase: true);
}
