using System.Text.RegularExpressions;

namespace LogoutContracts.Mocks;

/// <summary>The fields of a multipart body as specs' examples are written: texts, without file names.</summary>
internal static partial class MultipartForm
{
    /// <returns>Null where the request has no such body.</returns>
    public static IReadOnlyList<(string Name, string Value)>? Fields(RenderedRequest request)
    {
        var isForm = request.Headers.Any(header => header.Name.Equals("Content-Type", StringComparison.OrdinalIgnoreCase) && header.Value.StartsWith("multipart/form-data;", StringComparison.OrdinalIgnoreCase));
        return isForm && request.Body is not null ? [.. Part().Matches(request.Body).Select(part => (part.Groups["name"].Value, part.Groups["value"].Value))] : null;
    }

    [GeneratedRegex("""Content-Disposition: form-data; name="(?<name>[^"\r\n]*)"\r\n\r\n(?<value>.*?)\r\n--""", RegexOptions.ExplicitCapture | RegexOptions.Singleline | RegexOptions.CultureInvariant)]
    private static partial Regex Part();
}
