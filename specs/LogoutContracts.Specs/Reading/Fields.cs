using System.Globalization;
using LogoutContracts.Specs.Yaml;

namespace LogoutContracts.Specs.Reading;

/// <summary>The fields of one map. What was asked for is what is known; <see cref="RejectOthers"/> reports the rest.</summary>
internal sealed class Fields(MapNode map, string what, SpecDocument document)
{
    private readonly List<string> known = [];

    public MapNode Map => map;

    public Position At => map.At;

    public Position PositionOf(string field) => map.Find(field)?.At ?? map.At;

    public Node? Optional(string field)
    {
        known.Add(field);
        return map[field];
    }

    public Node? Required(string field)
    {
        var node = Optional(field);
        if (node is null)
            document.Problems.Missing(map.At, field, what);
        return node;
    }

    public string? Text(string field) => document.TextOf(Required(field), $"'{field}' of {what}");

    public string? OptionalText(string field) => document.TextOf(Optional(field), $"'{field}' of {what}");

    public Fields? RequiredMap(string field) => document.FieldsOf(Required(field), $"'{field}' of {what}");

    public Fields? OptionalMap(string field) => document.FieldsOf(Optional(field), $"'{field}' of {what}");

    public IEnumerable<(string Text, Position At)> Texts(string field) => document.TextsOf(Optional(field), $"'{field}' of {what}");

    /// <summary>A whole number in the range; null, with a diagnostic, otherwise.</summary>
    public int? Integer(string field, int from, int to)
    {
        switch (Required(field))
        {
            case ScalarNode { Kind: ScalarKind.Integer } scalar when CoreSchema.JsonNumber(scalar) is { } digits && long.TryParse(digits, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number):
                if (number >= from && number <= to)
                    return (int)number;
                document.Problems.OutOfRange(scalar.At, number, $"'{field}' of {what}", from, to);
                return null;
            case { } node:
                document.Problems.NoInteger(node.At, SpecDocument.Found(node), $"'{field}' of {what}");
                return null;
            default:
                return null;
        }
    }

    public T? Choice<T>(string field, IReadOnlyDictionary<string, T> choices)
        where T : struct =>
        document.Choose(OptionalText(field), Optional(field)?.At ?? At, $"'{field}' of {what}", choices);

    public void RejectOthers()
    {
        foreach (var entry in map.Entries)
        {
            if (!known.Contains(entry.Key, StringComparer.Ordinal))
                document.Problems.UnknownField(entry.At, entry.Key, what, [.. known.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)]);
        }
    }
}
