using System.Globalization;
using LogoutContracts.Specs.Diagnostics;
using LogoutContracts.Specs.Json;
using LogoutContracts.Specs.Primitives;
using LogoutContracts.Specs.Yaml;

namespace LogoutContracts.Specs.Schemas.Reading;

/// <summary>What can be wrong with a schema in a spec.</summary>
internal static class SchemaDiagnostics
{
    extension(DiagnosticList problems)
    {
        public void NoSchema(Node found) => problems.Add(
            "schema-expected", found.At, Quote(found), "a schema: a map of keywords, true or false", "write the schema, or take the keyword that holds it away");

        public void UnknownKeyword(Position at, string keyword, string? similar) => problems.Add(
            "schema-unknown-keyword", at, $"'{keyword}'", "a keyword of JSON Schema, or a name that starts with 'x-'",
            similar is null ? "take it away, or prefix it with 'x-' where it is a remark" : $"did you mean '{similar}'?");

        public void UnsupportedKeyword(Position at, string keyword, string instead) => problems.Add(
            "schema-unsupported-keyword", at, $"'{keyword}'", "a keyword that is checked here", instead);

        public void LonelyKeyword(Position at, string keyword, string companion) => problems.Add(
            "schema-lonely-keyword", at, $"'{keyword}' without '{companion}'", $"'{companion}' beside it", $"add '{companion}', or take '{keyword}' away; alone it has no effect");

        public void KeywordValue(string keyword, Node found, string expected) => problems.Add(
            "schema-keyword-value", found.At, Quote(found), $"{expected} as the value of '{keyword}'", "correct the value");

        public void RepeatedValue(string keyword, Node found) => problems.Add(
            "schema-repeated-value", found.At, $"{Quote(found)} again", $"each value of '{keyword}' once", "take one of them away");

        public void UnknownType(Node found, string? similar) => problems.Add(
            "schema-unknown-type", found.At, Quote(found), $"one of {string.Join(", ", GeneralKeywords.TypeNames)}", similar is null ? "correct the type" : $"did you mean '{similar}'?");

        public void UnknownFormat(Node found, string? similar) => problems.Add(
            "schema-unknown-format", found.At, Quote(found), $"one of {string.Join(", ", Formats.Names)}",
            similar is null ? "use 'pattern', or describe the format in 'description'" : $"did you mean '{similar}'?");

        public void BadRegex(string keyword, Position at, string regex, string reason) => problems.Add(
            "schema-bad-regex", at, $"'{regex}' ({reason})", $"a regular expression for '{keyword}'", "correct the expression; in YAML, single quotes leave backslashes alone");

        public void ForeignReference(Node found) => problems.Add(
            "schema-foreign-reference", found.At, Quote(found), "a reference inside this document, such as '#/components/schemas/Session'", "move the schema into the document");

        public void BrokenReference(Position at, string reference) => problems.Add(
            "schema-broken-reference", at, $"'{reference}', where there is nothing", "a reference to a schema in this document", "correct the reference, or add the schema");

        public void ReferenceCycle(Position at, string reference) => problems.Add(
            "schema-reference-cycle", at, $"'{reference}', which leads back here without going into a property or an item", "a schema that ends",
            "take the reference away, or put it under 'properties' or 'items'");

        public void ReferenceChain(Position at, int limit) => problems.Add(
            "schema-reference-chain", at, string.Create(CultureInfo.InvariantCulture, $"more than {limit} schemas within each other for one and the same value"),
            "fewer", "refer to the last schema of the chain directly");
    }

    private static string Quote(Node node) => node switch
    {
        ScalarNode { Kind: ScalarKind.Null } => "null",
        ScalarNode scalar => $"'{scalar.Text}'",
        ListNode { Items.Count: 0 } => "an empty list",
        ListNode => "a list",
        MapNode { Entries.Count: 0 } => "an empty map",
        _ => "a map",
    };
}
