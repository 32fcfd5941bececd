using LogoutContracts.Cli.Context;
using LogoutContracts.Cli.Drift;
using LogoutContracts.Drift.Pages;
using LogoutContracts.Drift.Readers;

namespace LogoutContracts.Cli.Gate.Bases;

/// <summary>The folder of <c>--documents</c>. A page has the name of its contract, such as <c>rocketchat.md</c>.</summary>
/// <param name="Path">The full path.</param>
/// <param name="Now">The names of the files in it.</param>
/// <param name="Old">The names of the files that were in it at the base.</param>
internal sealed record DocumentFolder(CommandContext Context, string Path, IReadOnlyList<string> Now, IReadOnlyList<string> Old)
{
    /// <param name="old">Null if there is no base.</param>
    /// <exception cref="UserErrorException">There is no such folder, it cannot be read, or it is not in the repository.</exception>
    public static DocumentFolder Read(CommandContext context, string path, BaseSpecs? old)
    {
        var full = context.Full(path);
        if (!Directory.Exists(full))
            throw BaseErrors.NoDocuments(path);
        try
        {
            var now = Directory.EnumerateFiles(full).Select(file => System.IO.Path.GetFileName(file)).Order(StringComparer.Ordinal);
            return new(context, full, [.. now.Where(IsPage)], [.. (old?.FilesIn(full) ?? []).Where(IsPage)]);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw CommonErrors.File(context.Shown(full), e);
        }
    }

    /// <summary>The id of the contract that a page belongs to.</summary>
    public static string ContractOf(string page) => System.IO.Path.GetFileNameWithoutExtension(page);

    /// <summary>The path of a page, as messages show it.</summary>
    public string Shown(string page) => Context.Shown(System.IO.Path.Combine(Path, page));

    /// <exception cref="UserErrorException">It cannot be read.</exception>
    public DocumentPage Page(string page) => PageInput.Read(Context, System.IO.Path.Combine(Path, page), null);

    /// <summary>The page of a contract at the base; null if there was none, or none that can be read.</summary>
    public DocumentPage? OldPage(string contract, BaseSpecs old)
    {
        if (Old.FirstOrDefault(page => string.Equals(ContractOf(page), contract, StringComparison.Ordinal)) is not { } page)
            return null;
        try
        {
            return PageReader.Read(page, old.Read(System.IO.Path.Combine(Path, page)));
        }
        catch (Exception e) when (e is IOException or UnreadablePageException)
        {
            return null;
        }
    }

    // Files such as .gitkeep have no name before the dot.
    private static bool IsPage(string file) => ContractOf(file).Length > 0;
}
