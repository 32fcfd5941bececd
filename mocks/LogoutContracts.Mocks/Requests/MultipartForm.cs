using System.Text.RegularExpressions;

namespace LogoutContracts.Mocks.Requests;

/// <summary>Reads multipart bodies as specs write them in examples: text fields without file names.</summary>
public static partial class MultipartForm
{
    /// <returns>The fields in order; null if the body is not multipart.</returns>
    public static IReadOnlyList<(string Name, string Value)>? Fields(RenderedRequest request) =>
        BoundaryOf(request) is not null && request.Body is not null
            ? [.. Part().Matches(request.Body).Select(part => (part.Groups["name"].Value, part.Groups["value"].Value))] : null;

    /// <returns>The boundary from the Content-Type header; null if the body is not multipart.</returns>
    public static string? BoundaryOf(RenderedRequest request) =>
        request.Headers.Where(header => header.Name.Equals("Content-Type", StringComparison.OrdinalIgnoreCase))
            .Select(header => Boundary().Match(header.Value)).FirstOrDefault(match => match.Success)?.Groups["boundary"].Value;

    [GeneratedRegex(
        """^multipart/form-data;\s*boundary="?(?<boundary>[^";\s]+)"?\s*$""",
        RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Boundary();

    [GeneratedRegex(
        """Content-Disposition: form-data; name="(?<name>[^"\r\n]*)"\r\n\r\n(?<value>.*?)\r\n--""",
        RegexOptions.ExplicitCapture | RegexOptions.Singleline | RegexOptions.CultureInvariant)]
    private static partial Regex Part();
}
