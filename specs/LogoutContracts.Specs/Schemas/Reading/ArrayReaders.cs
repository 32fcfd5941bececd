using LogoutContracts.Specs.Yaml;

namespace LogoutContracts.Specs.Schemas.Reading;

internal static class ArrayReaders
{
    public static Keyword Items(SchemaReader reader, Entry keyword)
    {
        var skip = reader.Map["prefixItems"] is ListNode prefix ? prefix.Items.Count : 0;
        return new ArrayKeywords.Items(skip, reader.Compiler.ForPart(keyword.Value, keyword.Key));
    }

    public static Keyword Contains(SchemaReader reader, Entry keyword)
    {
        return new ArrayKeywords.Contains(reader.Compiler.ForPart(keyword.Value, keyword.Key), Count("minContains"), Count("maxContains"));

        int? Count(string name) => reader.Map.Find(name) is { } entry ? reader.Count(entry) : null;
    }
}
