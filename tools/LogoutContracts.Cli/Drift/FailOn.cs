using System.CommandLine;
using LogoutContracts.Drift.Findings;

namespace LogoutContracts.Cli.Drift;

/// <summary>The option <c>--fail-on</c>: from which level on a finding fails the run.</summary>
internal static class FailOn
{
    private static readonly DriftLevel[] Levels = [DriftLevel.Error, DriftLevel.Warning, DriftLevel.Note];

    public static Option<string> Option()
    {
        var option = new Option<string>("--fail-on")
        {
            Description = "Exit with 1 from this level on: error (lost facts), warning (also lost headings and new facts) or note (all)",
            DefaultValueFactory = _ => Word(DriftLevel.Error),
        };
        option.AcceptOnlyFromAmong([.. Levels.Select(Word)]);
        return option;
    }

    public static DriftLevel Read(string? text) => Array.Find(Levels, level => string.Equals(Word(level), text, StringComparison.Ordinal));

    private static string Word(DriftLevel level) => level.ToString().ToLowerInvariant();
}
