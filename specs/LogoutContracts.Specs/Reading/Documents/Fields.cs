using System.Globalization;
using System.Xml;
using LogoutContracts.Specs.Primitives;
using LogoutContracts.Specs.Yaml;

namespace LogoutContracts.Specs.Reading.Documents;

/// <summary>
/// The fields of a map. Reading a field makes it known; <see cref="RejectOthers"/> then reports the fields that were not read.
/// </summary>
/// <param name="what">The name of the map, for messages.</param>
internal sealed class Fields(MapNode map, string what, SpecDocument document)
{
    private readonly List<string> known = [];

    public MapNode Map => map;

    public Position At => map.At;

    public Position PositionOf(string field) => map.Find(field)?.At ?? map.At;

    /// <summary>The name of a field, for messages: <c>'x-contract.port'</c>, <c>'match.caller' of variant 'ended'</c>.</summary>
    public string Name(string field)
    {
        if (ReferenceEquals(map, document.Root))
            return $"'{field}'";
        return what is ['\'', ..] && what.IndexOf('\'', 1) is > 0 and var end
            ? $"{what[..end]}.{field}{what[end..]}" : $"'{field}' of {what}";
    }

    public Node? Optional(string field)
    {
        known.Add(field);
        return map[field];
    }

    public Node? Required(string field)
    {
        var node = Optional(field);
        if (node is null)
            ReportMissing(field);
        return node;
    }

    public string? Text(string field) => document.TextOf(Required(field), Name(field));

    public string? OptionalText(string field) => document.TextOf(Optional(field), Name(field));

    public Fields? RequiredMap(string field) => document.FieldsOf(Required(field), Name(field));

    public Fields? OptionalMap(string field) => document.FieldsOf(Optional(field), Name(field));

    public ValueList<Node> RequiredList(string field) => document.ListOf(Required(field), Name(field));

    public ValueList<Node> OptionalList(string field) => document.ListOf(Optional(field), Name(field));

    /// <summary>A list of strings; a single string counts as a list.</summary>
    public IEnumerable<TextAt> Texts(string field) => document.TextsOf(Optional(field), Name(field));

    public bool Flag(string field) => Optional(field) switch
    {
        null => false,
        ScalarNode { Kind: ScalarKind.Boolean, Text: var text } => text is "true" or "True" or "TRUE",
        var other => NoFlag(other, Name(field)),
    };

    /// <summary>A required integer in the range.</summary>
    /// <returns>Null if the field is missing or invalid, which is reported.</returns>
    public int? Integer(string field, int from, int to)
    {
        switch (Required(field))
        {
            case ScalarNode { Kind: ScalarKind.Integer } scalar when CoreSchema.JsonNumber(scalar) is { } digits:
                if (int.TryParse(digits, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
                    && number >= from && number <= to)
                    return number;
                document.Problems.OutOfRange(scalar.At, digits, Name(field), from, to);
                return null;
            case { } node:
                document.Problems.NoInteger(node.At, SpecDocument.Found(node), Name(field));
                return null;
            default:
                return null;
        }
    }

    /// <summary>An optional ISO 8601 duration.</summary>
    /// <returns>Null if the field is missing; <see cref="TimeSpan.MaxValue"/> if it is invalid, which is reported.</returns>
    public TimeSpan? Duration(string field)
    {
        if (OptionalText(field) is not { } text)
            return map[field] is null ? null : TimeSpan.MaxValue;
        try
        {
            if (XmlConvert.ToTimeSpan(text) is { Ticks: > 0 } duration)
                return duration;
        }
        catch (Exception e) when (e is FormatException or OverflowException)
        {
            // Reported below, together with durations that are not positive.
        }

        document.Problems.Malformed(PositionOf(field), text, Name(field), "a positive ISO 8601 duration, such as PT10M");
        return TimeSpan.MaxValue;
    }

    public T? Choice<T>(string field, Words<T> choices)
        where T : struct =>
        document.Choose(OptionalText(field), Optional(field)?.At ?? At, Name(field), choices);

    private bool NoFlag(Node node, string name)
    {
        document.Problems.NotOfForm(node.At, SpecDocument.Found(node), name, "true or false, without quotes");
        return false;
    }

    /// <summary>Reports a missing field, or the misspelled one that is meant, but not both.</summary>
    private void ReportMissing(string field)
    {
        foreach (var slip in map.Entries
            .Where(entry => !known.Contains(entry.Key, StringComparer.Ordinal) && Spelling.Suggestion(entry.Key, [field]) is not null))
        {
            if (ExtensionNames.IsSlip(slip.Key, field))
                return;
            known.Add(slip.Key);
            document.Problems.UnknownField(slip.At, slip.Key, what, [field]);
            return;
        }

        document.Problems.Missing(map.At, field, what);
    }

    public void RejectOthers()
    {
        foreach (var entry in map.Entries)
        {
            var isAllowed = known.Contains(entry.Key, StringComparer.Ordinal)
                || (document.TakesExtensions && entry.Key.StartsWith("x-", StringComparison.Ordinal));
            if (isAllowed)
                continue;
            string[] expected = [.. known.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
            document.Problems.UnknownField(entry.At, entry.Key, what, expected);
        }
    }
}
