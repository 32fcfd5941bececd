using LogoutContracts.Specs.Model;
using LogoutContracts.Specs.Primitives;
using LogoutContracts.Specs.Reading.Documents;
using LogoutContracts.Specs.Yaml;

namespace LogoutContracts.Specs.Reading.Contracts;

/// <summary>Reads <c>commonNames</c>: a list of users, or one list per kind of session.</summary>
internal static class CommonNamesReader
{
    private const string Field = "commonNames";

    public static CommonNames Read(Fields session, ValueList<string> kinds, SpecDocument document)
    {
        if (session.Map[Field] is not MapNode)
        {
            var names = ValidNames(session, Field, document);
            return names.Count == 0 ? CommonNames.None : new([new(null, names)]);
        }

        var map = session.OptionalMap(Field)!;
        foreach (var entry in map.Map.Entries.Where(entry => !kinds.Contains(entry.Key, StringComparer.Ordinal)))
            document.Problems.UnknownName(entry.At, entry.Key, "kind of session in 'x-contract'", kinds);
        foreach (var kind in kinds.Where(kind => map.Map[kind] is null))
            document.Problems.Missing(map.At, kind, $"{session.Name(Field)}, although it is a kind of session");
        return new(kinds.Select(kind => new UsersOfKind(kind, ValidNames(map, kind, document))).ToValueList());
    }

    private static ValueList<string> ValidNames(Fields owner, string field, SpecDocument document) =>
        owner.Texts(field).Where(name => Check(name, owner.Name(field), document)).Select(name => name.Text).ToValueList();

    private static bool Check(TextAt name, string what, SpecDocument document)
    {
        if (CommonNames.IsName(name.Text))
            return true;
        document.Problems.Malformed(name.At, name.Text, what, CommonNames.Form);
        return false;
    }
}
