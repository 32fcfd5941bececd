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
    /// <param name="pages">The Markdown files with generated parts.</param>
    /// <exception cref="IOException">A file cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">Access to a file is denied.</exception>
    /// <exception cref="UserErrorException">A marker in the Markdown file is wrong.</exception>
    public GeneratedState(CommandContext context, IReadOnlyList<MockPlan> plans, string root, IEnumerable<string> pages)
    {
        this.context = context;
        folder = new(root);
        foreach (var plan in plans)
        {
            foreach (var file in GeneratedFiles.Of(plan))
                wanted.Add($"{plan.Contract.Id}/{file.Path}", file.Text);
        }

        Changes = folder.Compare(wanted);
        Pages = [.. pages.Select(page => new TablesPage(page, context.Shown(page), plans))];
    }

    /// <summary>The content of the stubs, by path from the root.</summary>
    public IReadOnlyDictionary<string, string> Wanted => wanted;

    /// <summary>The differences of the stubs.</summary>
    public IReadOnlyList<FileChange> Changes { get; }

    public IReadOnlyList<TablesPage> Pages { get; }

    /// <summary>All files that are stale, missing or left over, with their paths as messages show them.</summary>
    public IReadOnlyList<FileChange> NotFresh
    {
        get
        {
            var stubs = Changes.Select(change => change with { Path = context.Shown(folder.PathOf(change.Path)) });
            var pages = Pages.Where(page => !page.IsFresh).Select(page => new FileChange(ChangeKind.Stale, page.Shown));
            var temporary = Pages.SelectMany(page => page.LeftOver)
                .Select(path => new FileChange(ChangeKind.Temporary, context.Shown(path)));
            return [.. stubs, .. pages, .. temporary];
        }
    }

    /// <summary>Writes what is not fresh.</summary>
    public void Renew()
    {
        folder.Apply(Changes, wanted);
        foreach (var page in Pages)
            page.Renew();
    }
}
