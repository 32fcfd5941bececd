using LogoutContracts.Specs.Yaml;

namespace LogoutContracts.Specs.Reading;

/// <summary>Reads <c>basis</c>: one for all parts, or each part its own.</summary>
internal static class BasisReader
{
    private const string Forms = "a kind alone for an assumption, or [kind, 'place']";

    private static readonly Dictionary<string, BasisKind> Kinds = new(StringComparer.Ordinal)
    {
        ["document"] = BasisKind.Document,
        ["vendor"] = BasisKind.Vendor,
        ["framework"] = BasisKind.Framework,
        ["assumption"] = BasisKind.Assumption,
    };

    public static Basis? Read(Node node, SpecDocument document)
    {
        if (node is not MapNode map)
            return Part(node, document) is { } all ? new(all, all, all) : null;
        var fields = new Fields(map, "'basis'", document);
        var basis = new Basis(Part(fields.Optional("status"), document), Part(fields.Optional("headers"), document), Part(fields.Optional("body"), document));
        fields.RejectOthers();
        return basis;
    }

    private static BasisPart? Part(Node? node, SpecDocument document)
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
                return document.Choose(kind, node.At, "a basis", Kinds) is { } known ? new(known, place) : null;
            default:
                return Refuse(SpecDocument.Found(node));
        }

        BasisPart? Refuse(string found)
        {
            document.Problems.Malformed(node.At, found, "a basis", Forms);
            return null;
        }
    }
}
