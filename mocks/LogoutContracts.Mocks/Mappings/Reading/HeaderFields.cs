using System.Text.Json;
using LogoutContracts.Mocks.Mappings.Json;
using LogoutContracts.Mocks.Mappings.Responses;
using LogoutContracts.Specs.Primitives;

namespace LogoutContracts.Mocks.Mappings.Reading;

/// <summary>Reads the headers of answers, which both formats write alike.</summary>
internal static class HeaderFields
{
    // The server sets these by itself.
    private static readonly string[] OfConnection = ["Transfer-Encoding", "Content-Length", "Connection"];

    public static ValueList<MappedHeader> Read(IReadOnlyList<PlacedMember> members, TemplateSource templates, MappingProblems problems)
    {
        var headers = new List<MappedHeader>();
        foreach (var member in members)
        {
            if (!IsName(member.Name))
                problems.Malformed(member.Value, $"a header named '{member.Name}'", "a name of letters, digits and hyphens");
            else if (OfConnection.Contains(member.Name, StringComparer.OrdinalIgnoreCase))
                problems.Unsupported(
                    member.Value.File, member.At, member.Name, "the headers of the response", "remove it; the server sets this header");
            else
                headers.AddRange(Values(member, problems).Select(value => templates.Header(value, member.Name, TextOf(value))));
        }

        return headers.ToValueList();
    }

    private static IEnumerable<PlacedJson> Values(PlacedMember member, MappingProblems problems)
    {
        foreach (var value in member.Value.Kind == JsonValueKind.Array ? member.Value.Items : [member.Value])
        {
            if (value.Kind is not (JsonValueKind.String or JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False))
                problems.NotOf(value, $"the header '{member.Name}'", "a string, or a list of strings");
            else if (value.Text.Any(c => c is < ' ' and not '\t' or > '~'))
                problems.Malformed(value, $"the header '{member.Name}'", "ASCII text without control characters");
            else
                yield return value;
        }
    }

    private static string TextOf(PlacedJson value) => value.Kind == JsonValueKind.String ? value.Text : value.Value.GetRawText();

    private static bool IsName(string name) =>
        name.Length > 0 && name.All(c => char.IsAsciiLetterOrDigit(c) || "!#$%&'*+-.^_`|~".Contains(c, StringComparison.Ordinal));
}
