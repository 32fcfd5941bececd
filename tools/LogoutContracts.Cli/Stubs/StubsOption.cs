using System.CommandLine;
using LogoutContracts.Cli.Context;
using LogoutContracts.MockServer.Stubs;
using LogoutContracts.Specs.Diagnostics;

namespace LogoutContracts.Cli.Stubs;

/// <summary>The option <c>--stubs</c>: folders with mappings of WireMock or WireMock.Net.</summary>
internal sealed class StubsOption(string description)
{
    public Option<string[]> Option { get; } = new("--stubs") { HelpName = "FOLDER", Description = description };

    public bool IsGiven(ParseResult parsed) => Count(parsed) > 0;

    /// <summary>The number of folders.</summary>
    public int Count(ParseResult parsed) => (parsed.GetValue(Option) ?? []).Length;

    /// <summary>Reads all folders, whether or not they are valid.</summary>
    /// <exception cref="UserErrorException">A folder does not exist.</exception>
    public IReadOnlyList<(string Folder, Parsed<StubFolder> Stubs)> Read(CommandContext context, ParseResult parsed)
    {
        var folders = parsed.GetValue(Option) ?? [];
        if (Array.Find(folders, folder => !Directory.Exists(context.Full(folder))) is { } missing)
            throw StubErrors.NoFolder(missing);
        return [.. folders.DistinctBy(context.Full, StringComparer.Ordinal).Select(folder =>
        {
            var shown = context.Shown(context.Full(folder));
            return (shown, StubFolder.Load(context.Full(folder), shownAs: shown));
        })];
    }

    /// <summary>The folders to serve, with names that differ from each other and from the contracts.</summary>
    /// <param name="taken">The ids of the contracts.</param>
    /// <param name="portOf">The port of the folder with this index.</param>
    /// <exception cref="UserErrorException">A folder does not exist, or mappings have problems, all of which are reported.</exception>
    public IReadOnlyList<StubFolder> Choose(
        CommandContext context, ParseResult parsed, IEnumerable<string> taken, Func<int, int> portOf)
    {
        var read = Read(context, parsed);
        var problems = read.SelectMany(each => each.Stubs.Diagnostics).ToList();
        if (problems.Count > 0)
            throw StubErrors.BadStubs(problems);
        var names = taken.ToHashSet(StringComparer.Ordinal);
        return [.. read.Select((each, index) => Named(each.Stubs.Require(), names) with { Port = portOf(index) })];
    }

    private static StubFolder Named(StubFolder folder, HashSet<string> taken)
    {
        var name = folder.Set.Name;
        for (var number = 2; !taken.Add(name); number++)
            name = $"{folder.Set.Name}-{ErrorText.Number(number)}";
        return folder with { Set = folder.Set with { Name = name } };
    }
}
