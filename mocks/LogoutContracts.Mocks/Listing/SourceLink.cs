using System.Text.RegularExpressions;

namespace LogoutContracts.Mocks.Listing;

/// <summary>Where the place of a basis is on the web: a line of a file on GitHub, or a page.</summary>
public static partial class SourceLink
{
    /// <returns>Null if the place is neither <c>owner/repository@commit path#L1-L2</c> nor <c>URL, heading, date</c>.</returns>
    public static string? Of(string place)
    {
        if (File().Match(place) is { Success: true } file)
            return $"https://github.com/{file.Groups["repo"].Value}/blob/{file.Groups["commit"].Value}/{file.Groups["path"].Value.Replace(" ", "%20", StringComparison.Ordinal)}#{file.Groups["lines"].Value}";
        return Page().Match(place) is { Success: true } page ? page.Groups["url"].Value : null;
    }

    [GeneratedRegex(@"^(?<repo>[\w.-]+/[\w.-]+)@(?<commit>[^\s/]+) (?<path>\S[^#]*)#(?<lines>L[0-9]+(-L[0-9]+)?)\z", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant)]
    private static partial Regex File();

    [GeneratedRegex(@"^(?<url>https?://\S+), \S.*, [0-9]{4}-[0-9]{2}-[0-9]{2}\z", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant)]
    private static partial Regex Page();
}
