using LogoutContracts.Specs.Model;
using LogoutContracts.Specs.Primitives;
using LogoutContracts.Specs.Reading.Documents;
using LogoutContracts.Specs.Yaml;

namespace LogoutContracts.Specs.Reading.Contracts;

/// <summary>Reads <c>commonNames</c>: a list of users, or, where there are kinds of session, a list for each kind.</summary>
internal static class CommonNamesReader
{
    private const string Field = "commonNames";

    public static CommonNames Read(Fields session, ValueList<string> kinds, SpecDocument document)
    {
        if (session.Map[Field] is not MapNode)
        {
            var names = session.Texts(Field).Where(name => Check(name, session.Name(Field), document)).Select(name => name.Text).ToValueList();
            return names.Count == 0 ? CommonNames.None : new([new(null, names)]);
        }

        var map = session.OptionalMap(Field)!;
        foreach (var entry in map.Map.Entries.Where(entry => !kinds.Contains(entry.Key, StringComparer.Ordinal)))
            document.Problems.UnknownName(entry.At, entry.Key, "kind of session in 'x-contract'", kinds);
        foreach (var kind in kinds.Where(kind => map.Map[kind] is null))
            document.Problems.Missing(map.At, kind, $"{session.Name(Field)}, though it is a kind of session");
        return new(kinds.Select(kind => new UsersOfKind(kind, map.Texts(kind).Where(name => Check(name, map.Name(kind), document)).Select(name => name.Text).ToValueList())).ToValueList());
    }

    private static bool Check(TextAt name, string what, SpecDocument document)
    {
        if (CommonNames.IsName(name.Text))
            return true;
        document.Problems.Malformed(name.At, name.Text, what, CommonNames.Form);
        return false;
    }
}
