using System.Globalization;
using LogoutContracts.Specs.Model;
using LogoutContracts.Specs.Reading.Documents;
using LogoutContracts.Specs.Yaml;

namespace LogoutContracts.Specs.Reading.Variants;

/// <summary>Reads <c>basis</c>: one for all parts, or one per part.</summary>
internal static class BasisReader
{
    private const string Forms = "'assumption', or [kind, 'place']";

    private static readonly Words<BasisKind> Kinds = new()
    {
        ["document"] = BasisKind.Document,
        ["vendor"] = BasisKind.Vendor,
        ["framework"] = BasisKind.Framework,
        ["observed"] = BasisKind.Observed,
        ["assumption"] = BasisKind.Assumption,
    };

    /// <param name="what">The name of the field, for messages.</param>
    /// <param name="expect">The response that needs a basis; null if it could not be read.</param>
    public static Basis Read(Node? node, string what, Expectation? expect, SpecDocument document)
    {
        if (node is not MapNode map)
        {
            var all = ReadPart(node, document);
            return new(all, all, all);
        }

        var fields = new Fields(map, what, document);
        if (expect is not null)
            fields.Required("status");
        if (expect is Expectation.Answer answer && answer.Headers.Any(header => !header.IsAbsent))
            fields.Required("headers");
        if (expect is Expectation.Answer { Body: not null })
            fields.Required("body");
        var basis = new Basis(
            ReadPart(fields.Optional("status"), document), ReadPart(fields.Optional("headers"), document),
            ReadPart(fields.Optional("body"), document));
        fields.RejectOthers();
        return basis;
    }

    /// <returns>Null if there is no basis, or if it is invalid, which is reported.</returns>
    public static BasisPart? ReadPart(Node? node, SpecDocument document)
    {
        switch (node)
        {
            case null:
                return null;
            case ScalarNode { Text: var text }:
                return document.Choose(text, node.At, "a basis", Kinds) switch
                {
                    null => null,
                    BasisKind.Assumption => new(BasisKind.Assumption, ""),
                    _ => Refuse($"'{text}' without a place"),
                };
            case ListNode { Items: [ScalarNode { Text: var kind }, ScalarNode { Kind: ScalarKind.String, Text: { Length: > 0 } place }] }:
                var known = document.Choose(kind, node.At, "a basis", Kinds);
                if (known == BasisKind.Observed && !IsDated(place))
                    return Refuse($"'{place}' without a date", "[observed, 'target, yyyy-mm-dd']");
                return known is { } chosen ? new(chosen, place) : null;
            case ListNode { Items: [ScalarNode { Text: var kind }] }:
                return Refuse($"'{kind}' without a place");
            case ListNode { Items: [ScalarNode, _, _, ..] } list when list.Items.All(item => item is ScalarNode):
                document.Problems.CommaInPlace(node.At, list.Items.Count, Forms);
                return null;
            default:
                return Refuse(SpecDocument.Found(node));
        }

        BasisPart? Refuse(string found, string forms = Forms)
        {
            document.Problems.NotOfForm(node.At, found, "a basis", forms);
            return null;
        }
    }

    /// <summary>Whether the place of an observation ends with its date, after what was observed.</summary>
    private static bool IsDated(string place) => place.LastIndexOf(", ", StringComparison.Ordinal) is > 0 and var end
        && DateOnly.TryParseExact(place.AsSpan(end + 2), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _);
}
