using System.Text.RegularExpressions;

namespace LogoutContracts.Mocks.Requests;

/// <summary>The fields of a multipart body as specs' examples are written: texts, without file names.</summary>
public static partial class MultipartForm
{
    /// <returns>Null where the request has no such body.</returns>
    public static IReadOnlyList<(string Name, string Value)>? Fields(RenderedRequest request) =>
        BoundaryOf(request) is not null && request.Body is not null ? [.. Part().Matches(request.Body).Select(part => (part.Groups["name"].Value, part.Groups["value"].Value))] : null;

    /// <returns>What stands between the fields; null where the request has no such body.</returns>
    public static string? BoundaryOf(RenderedRequest request) =>
        request.Headers.Where(header => header.Name.Equals("Content-Type", StringComparison.OrdinalIgnoreCase)).Select(header => Boundary().Match(header.Value)).FirstOrDefault(match => match.Success)?.Groups["boundary"].Value;

    [GeneratedRegex("""^multipart/form-data;\s*boundary="?(?<boundary>[^";\s]+)"?\s*$""", RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Boundary();

    [GeneratedRegex("""Content-Disposition: form-data; name="(?<name>[^"\r\n]*)"\r\n\r\n(?<value>.*?)\r\n--""", RegexOptions.ExplicitCapture | RegexOptions.Singleline | RegexOptions.CultureInvariant)]
    private static partial Regex Part();
}
