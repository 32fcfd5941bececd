using LogoutContracts.Specs.Primitives;

namespace LogoutContracts.Drift.Pages;

/// <summary>A page of documentation.</summary>
/// <param name="Name">The name of its file, for messages.</param>
/// <param name="Lines">The number of its lines.</param>
/// <param name="Sha256">SHA-256 of its bytes, 64 hexadecimal digits.</param>
/// <param name="Blocks">Its parts, in order.</param>
public sealed record DocumentPage(string Name, PageFormat Format, int Lines, string Sha256, ValueList<PageBlock> Blocks);

/// <summary>The markup of a page.</summary>
public enum PageFormat
{
    Markdown,
    Html,
    ReStructuredText,
}
