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

    public void Renew()
    {
        if (!IsFresh)
            AtomicFile.Write(path, renewed);
    }
}
