using System.Text;
using LogoutContracts.Cli.Context;
using LogoutContracts.Cli.Files;
using LogoutContracts.Mocks.Plans;
using LogoutContracts.Specs;

namespace LogoutContracts.Cli.Generate;

/// <summary>A Markdown file with generated tables: its current content and its regenerated content.</summary>
internal sealed class TablesPage
{
    private readonly string path;
    private readonly string renewed;

    /// <param name="shown">The path to use in messages.</param>
    /// <exception cref="UserErrorException">A marker in the file is wrong.</exception>
    public TablesPage(string path, string shown, IReadOnlyList<MockPlan> plans)
    {
        (this.path, Shown) = (path, shown);
        var text = Encoding.UTF8.GetString(InputFile.Read(path));
        renewed = GeneratedTables.Renew(shown, text, plans);
        IsFresh = string.Equals(text, renewed, StringComparison.Ordinal);
    }

    public string Shown { get; }

    public bool IsFresh { get; }

    /// <summary>Temporary files that interrupted runs have left next to the page.</summary>
    public IReadOnlyList<string> LeftOver => [.. AtomicFile.LeftOver(path)];

    public void Renew()
    {
        foreach (var temporary in LeftOver)
            File.Delete(temporary);
        if (!IsFresh)
            AtomicFile.Write(path, renewed);
    }
}
