using LogoutContracts.Cli.Context;
using LogoutContracts.Mocks.Plans;
using LogoutContracts.Mocks.Stubs;

namespace LogoutContracts.Cli.Generate;

/// <summary>The files that are generated from contracts, compared with those that exist.</summary>
internal sealed class GeneratedState
{
    private readonly CommandContext context;
    private readonly GeneratedFolder folder;
    private readonly SortedDictionary<string, string> wanted = new(StringComparer.Ordinal);

    /// <param name="root">The folder with one folder of stubs per contract.</param>
    /// <param name="tables">The Markdown file with the generated tables; null if there is none.</param>
    /// <exception cref="IOException">A file cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">Access to a file is denied.</exception>
    /// <exception cref="UserErrorException">A marker in the Markdown file is wrong.</exception>
    public GeneratedState(CommandContext context, IReadOnlyList<MockPlan> plans, string root, string? tables)
    {
        this.context = context;
        folder = new(root);
        foreach (var plan in plans)
        {
            foreach (var file in GeneratedFiles.Of(plan))
                wanted.Add($"{plan.Contract.Id}/{file.Path}", file.Text);
        }

        Changes = folder.Compare(wanted);
        Page = tables is not null && File.Exists(tables) ? new(tables, context.Shown(tables), plans) : null;
    }

    /// <summary>The content of the stubs, by path from the root.</summary>
    public IReadOnlyDictionary<string, string> Wanted => wanted;

    /// <summary>The differences of the stubs.</summary>
    public IReadOnlyList<FileChange> Changes { get; }

    public TablesPage? Page { get; }

    /// <summary>All files that are stale, missing or left over, with their paths as messages show them.</summary>
    public IReadOnlyList<FileChange> NotFresh
    {
        get
        {
            var stubs = Changes.Select(change => change with { Path = context.Shown(folder.PathOf(change.Path)) });
            FileChange[] page = Page is { IsFresh: false } ? [new(ChangeKind.Stale, Page.Shown)] : [];
            var temporary = (Page?.LeftOver ?? []).Select(path => new FileChange(ChangeKind.Temporary, context.Shown(path)));
            return [.. stubs, .. page, .. temporary];
        }
    }

    /// <summary>Writes what is not fresh.</summary>
    public void Renew()
    {
        folder.Apply(Changes, wanted);
        Page?.Renew();
    }
}
