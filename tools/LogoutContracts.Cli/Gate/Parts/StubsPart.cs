using LogoutContracts.Cli.Context;
using LogoutContracts.Cli.Generate;
using LogoutContracts.Diffing.Changes;
using LogoutContracts.Specs.Primitives;

namespace LogoutContracts.Cli.Gate.Parts;

/// <summary>The generated files are up to date, as <c>generate --check</c> checks them.</summary>
/// <param name="place">Where they are; null if nobody said so.</param>
internal sealed class StubsPart(CommandContext context, StubsPlace? place) : IGatePart
{
    private const int MostFiles = 10;

    public string Name => "stubs";

    public Task<PartResult> CheckAsync(GateSubject subject) => Task.FromResult(Check(subject));

    private PartResult Check(GateSubject subject)
    {
        if (place is null)
            return PartResult.Skipped(Name, "no folder of stubs is given; see --stubs");
        var folders = subject.Folders
            .Where(folder => place.Specs is null || string.Equals(folder.Path, place.Specs, StringComparison.Ordinal))
            .ToList();
        if (folders.Exists(folder => !folder.IsValid))
            return new(Name, "", [], ["The stubs cannot be compared, because a spec is invalid."]);
        try
        {
            var plans = folders.SelectMany(folder => folder.Specs).Select(version => version.Plan.Require()).ToList();
            var state = new GeneratedState(context, plans, place.Root, place.Pages);
            ValueList<GateFinding> findings = state.NotFresh.Count == 0 ? [] : [Of(state.NotFresh, place)];
            return new(Name, GateWords.Count(state.Wanted.Count, "file"), findings, []);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return new(Name, "", [], [$"'{context.Shown(place.Root)}' cannot be read: {ErrorText.OneLine(e.Message)}."]);
        }
    }

    private static GateFinding Of(IReadOnlyList<FileChange> changes, StubsPlace place)
    {
        var lines = changes.Take(MostFiles).Select(change => $"{change.Word}: {change.Path}");
        var more = changes.Count - MostFiles;
        return new(
            ChangeLevel.Error, "stale-stubs", "", GateWords.IsOrAre(changes.Count, "generated file", "out of date"),
            string.Join('\n', more > 0 ? lines.Append($"and {GateWords.Count(more, "more file")}") : lines))
        {
            Fix = $"Run: {place.Command}",
        };
    }
}

/// <summary>Where generated files are.</summary>
/// <param name="Root">The folder with one folder of stubs per contract.</param>
/// <param name="Pages">The Markdown files with generated parts.</param>
/// <param name="Specs">The folder of the specs that they are generated from; null for all.</param>
/// <param name="Command">The command that writes them.</param>
internal sealed record StubsPlace(string Root, IEnumerable<string> Pages, string? Specs, string Command);
