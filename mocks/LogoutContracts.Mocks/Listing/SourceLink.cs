using System.Text.RegularExpressions;

namespace LogoutContracts.Mocks.Listing;

/// <summary>Turns the place of a basis into a URL: of lines in a file on GitHub, or of a page.</summary>
public static partial class SourceLink
{
    /// <summary>Links a place.</summary>
    /// <returns>Null if the place is neither <c>owner/repository@commit path#L1-L2</c> nor <c>URL, heading, date</c>.</returns>
    public static string? Of(string place)
    {
        if (File().Match(place) is { Success: true } file)
        {
            var path = file.Groups["path"].Value.Replace(" ", "%20", StringComparison.Ordinal);
            return $"https://github.com/{file.Groups["repo"].Value}/blob/{file.Groups["commit"].Value}/{path}#{file.Groups["lines"].Value}";
        }
        return Page().Match(place) is { Success: true } page ? page.Groups["url"].Value : null;
    }

    [GeneratedRegex(
        @"^(?<repo>[\w.-]+/[\w.-]+)@(?<commit>[^\s/]+) (?<path>\S[^#]*)#(?<lines>L[0-9]+(-L[0-9]+)?)\z",
        RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant)]
    private static partial Regex File();

    [GeneratedRegex(
        @"^(?<url>https?://\S+), \S.*, [0-9]{4}-[0-9]{2}-[0-9]{2}\z", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant)]
    private static partial Regex Page();
}
