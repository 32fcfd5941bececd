using System.Text.RegularExpressions;
using LogoutContracts.Mocks.Requests;

namespace LogoutContracts.Mocks.Mappings.Matching;

/// <summary>A part of a multipart body.</summary>
internal sealed record MultipartPart(IReadOnlyList<Header> Headers, string Body);

/// <summary>Reads multipart bodies.</summary>
internal static partial class MultipartParts
{
    private const string LineEnd = "\r\n";

    /// <param name="contentType">The Content-Type header, with the boundary.</param>
    /// <returns>Empty if the text is not a multipart body with this boundary.</returns>
    public static List<MultipartPart> Of(string contentType, string text)
    {
        if (Boundary().Match(contentType) is not { Success: true } match)
            return [];
        var pieces = $"{LineEnd}{text}".Split($"{LineEnd}--{match.Groups["boundary"].Value}");
        return [.. pieces.Skip(1).Where(piece => piece.StartsWith(LineEnd, StringComparison.Ordinal)).Select(Part)];
    }

    private static MultipartPart Part(string piece)
    {
        var end = piece.IndexOf(LineEnd + LineEnd, StringComparison.Ordinal);
        var head = end < 0 ? "" : piece[..end];
        var headers = head.Split(LineEnd, StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split(':', 2))
            .Where(pair => pair.Length == 2).Select(pair => new Header(pair[0].Trim(), pair[1].Trim()));
        return new([.. headers], end < 0 ? "" : piece[(end + LineEnd.Length + LineEnd.Length)..]);
    }

    [GeneratedRegex(
        """^multipart/[^;]*;(.*;)?\s*boundary="?(?<boundary>[^";\s]+)"?\s*(;|$)""",
        RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Boundary();
}
