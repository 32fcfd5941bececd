using System.Text.RegularExpressions;

namespace LogoutContracts.Mocks.Requests;

/// <summary>Reads multipart bodies as specs write them in examples: text fields without file names.</summary>
public static partial class MultipartForm
{
    /// <summary>Reads the fields of an example's body.</summary>
    /// <returns>The fields in order; null if the body is not multipart.</returns>
    public static IReadOnlyList<(string Name, string Value)>? Fields(RenderedRequest request) =>
        BoundaryOf(request) is not null && request.Body is not null
            ? [.. Part().Matches(request.Body).Select(part => (part.Groups["name"].Value, part.Groups["value"].Value))] : null;

    /// <param name="contentType">The Content-Type header, with the boundary.</param>
    /// <returns>Null if the text is not a multipart body with this boundary.</returns>
    internal static List<(string Name, string Value)>? Parse(string contentType, string text)
    {
        if (Boundary().Match(contentType) is not { Success: true } match)
            return null;
        var delimiter = $"--{match.Groups["boundary"].Value}";
        var parts = $"\r\n{text}".Split($"\r\n{delimiter}");
        if (parts is not ["", .. var fields, var end] || !end.StartsWith("--", StringComparison.Ordinal))
            return null;
        var read = new List<(string Name, string Value)>();
        foreach (var part in fields)
        {
            var head = part.IndexOf("\r\n\r\n", StringComparison.Ordinal);
            if (head < 0 || FieldName().Match(part[..head]) is not { Success: true } name)
                return null;
            read.Add((name.Groups["name"].Value, part[(head + 4)..]));
        }

        return read;
    }

    /// <summary>Finds the boundary.</summary>
    /// <returns>The boundary from the Content-Type header; null if the body is not multipart.</returns>
    public static string? BoundaryOf(RenderedRequest request) =>
        request.Headers.Where(header => header.Name.Equals("Content-Type", StringComparison.OrdinalIgnoreCase))
            .Select(header => Boundary().Match(header.Value)).FirstOrDefault(match => match.Success)?.Groups["boundary"].Value;

    [GeneratedRegex(
        """^multipart/form-data\s*;(.*;)?\s*boundary="?(?<boundary>[^";\s]+)"?\s*(;|$)""",
        RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Boundary();

    [GeneratedRegex(
        """Content-Disposition: form-data; name="(?<name>[^"\r\n]*)"\r\n\r\n(?<value>.*?)\r\n--""",
        RegexOptions.ExplicitCapture | RegexOptions.Singleline | RegexOptions.CultureInvariant)]
    private static partial Regex Part();

    [GeneratedRegex(
        """^Content-Disposition:\s*form-data;.*\bname="(?<name>[^"\r\n]*)"?""",
        RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase | RegexOptions.Multiline | RegexOptions.CultureInvariant)]
    private static partial Regex FieldName();
}
