using LogoutContracts.Specs.Json;
using LogoutContracts.Specs.Primitives;
using LogoutContracts.Specs.Yaml;

namespace LogoutContracts.Specs.Schemas.Reading;

internal static class GeneralReaders
{
    public static Keyword? Type(SchemaReader reader, Entry keyword)
    {
        var node = keyword.Value is ScalarNode ? new ListNode(keyword.Value.At, [keyword.Value]) : keyword.Value;
        if (node is not ListNode { Items.Count: > 0 } list || list.Items.Any(i => i is not ScalarNode))
        {
            reader.Problems.KeywordValue(keyword.Key, keyword.Value, "a type or a list of types");
            return null;
        }

        // An unquoted 'type: null' means the type "null".
        var types = new List<string>();
        foreach (var item in list.Items)
        {
            var type = ((ScalarNode)item).Text;
            if (!GeneralKeywords.TypeNames.Contains(type, StringComparer.Ordinal))
                reader.Problems.UnknownType(item, Spelling.Suggestion(type, GeneralKeywords.TypeNames));
            else if (types.Contains(type, StringComparer.Ordinal))
                reader.Problems.RepeatedValue(keyword.Key, item);
            types.Add(type);
        }

        return GeneralKeywords.Type(types.ToValueList());
    }

    public static Keyword? Enum(SchemaReader reader, Entry keyword) =>
        reader.List(keyword) is { } list ? GeneralKeywords.Enum(list.Items.Select(SchemaReader.Value).ToValueList()) : null;

    public static Keyword? Pattern(SchemaReader reader, Entry keyword) =>
        reader.Text(keyword) is { } text && reader.Regex(keyword.Key, keyword.Value.At, text) is { } regex
            ? TextKeywords.Pattern(text, regex) : null;

    public static Keyword? Format(SchemaReader reader, Entry keyword)
    {
        if (reader.Text(keyword) is not { } name)
            return null;

        // Vendors have formats of their own, which say nothing here.
        var isVendors = keyword.Value.At is { File: not null, AppliedTo: null };
        if (!isVendors && !Formats.Names.Contains(name, StringComparer.Ordinal))
            reader.Problems.UnknownFormat(keyword.Value, Spelling.Suggestion(name, Formats.Names));
        return Formats.Find(name) is { } format ? TextKeywords.Format(format) : null;
    }

    public static Keyword? MultipleOf(SchemaReader reader, Entry keyword)
    {
        if (reader.Number(keyword) is not { } divisor)
            return null;
        if (divisor.GetDouble() > 0)
            return NumberKeywords.MultipleOf(divisor);
        reader.Problems.KeywordValue(keyword.Key, keyword.Value, "a number greater than 0");
        return null;
    }

    public static Keyword If(SchemaReader reader, Entry keyword)
    {
        return new CombiningKeywords.Conditional(reader.Compiler.ForSame(keyword.Value, keyword.Key), Branch("then"), Branch("else"));

        JsonSchema? Branch(string name) => reader.Map[name] is { } node ? reader.Compiler.ForSame(node, name) : null;
    }
}
