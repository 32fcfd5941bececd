using System.Globalization;
using LogoutContracts.Specs.Diagnostics;
using LogoutContracts.Specs.Json;
using LogoutContracts.Specs.Primitives;
using LogoutContracts.Specs.Yaml;

namespace LogoutContracts.Specs.Schemas.Reading;

/// <summary>Diagnostics about schemas in specs.</summary>
internal static class SchemaDiagnostics
{
    extension(DiagnosticList problems)
    {
        public void NoSchema(Node found) => problems.Add(
            "schema-expected", found.At, Quote(found), "a schema: a map of keywords, true or false",
            "write a schema, or remove the keyword that contains it");

        public void UnknownKeyword(Position at, string keyword, string? similar) => problems.Add(
            "schema-unknown-keyword", at, $"'{keyword}'", "a keyword of JSON Schema, or a name that starts with 'x-'",
            similar is null ? "remove it, or prefix it with 'x-' if it is an annotation" : $"did you mean '{similar}'?");

        public void UnsupportedKeyword(Position at, string keyword, string instead) => problems.Add(
            "schema-unsupported-keyword", at, $"'{keyword}'", "a supported keyword", instead);

        public void LonelyKeyword(Position at, string keyword, string companion) => problems.Add(
            "schema-lonely-keyword", at, $"'{keyword}' without '{companion}', which has no effect", $"'{companion}' in the same schema",
            $"add '{companion}', or remove '{keyword}'");

        public void KeywordValue(string keyword, Node found, string expected) => problems.Add(
            "schema-keyword-value", found.At, Quote(found), $"{expected} as the value of '{keyword}'", "correct the value");

        public void RepeatedValue(string keyword, Node found) => problems.Add(
            "schema-repeated-value", found.At, $"duplicate value {Quote(found)}", $"unique values in '{keyword}'", "remove one of them");

        public void UnknownType(Node found, string? similar) => problems.Add(
            "schema-unknown-type", found.At, Quote(found), $"one of {string.Join(", ", GeneralKeywords.TypeNames)}",
            similar is null ? "correct the type" : $"did you mean '{similar}'?");

        public void UnknownFormat(Node found, string? similar) => problems.Add(
            "schema-unknown-format", found.At, Quote(found), $"one of {string.Join(", ", Formats.Names)}",
            similar is null ? "use 'pattern', or describe the format in 'description'" : $"did you mean '{similar}'?");

        public void BadRegex(string keyword, Position at, string regex, string reason) => problems.Add(
            "schema-bad-regex", at, $"'{regex}' ({reason})", $"a valid regular expression for '{keyword}'",
            "correct the expression; in YAML, backslashes have no special meaning inside single quotes");

        public void ForeignReference(Node found) => problems.Add(
            "schema-foreign-reference", found.At, Quote(found), "a reference within this document, such as '#/components/schemas/Session'",
            "move the schema into this document");

        public void BrokenReference(Position at, string reference) => problems.Add(
            "schema-broken-reference", at, $"'{reference}', which does not exist", "a reference to a schema in this document",
            "correct the reference, or add the schema");

        public void ReferenceCycle(Position at, string reference) => problems.Add(
            "schema-reference-cycle", at, $"'{reference}', which refers back to this schema for the same value", "a schema without a cycle",
            "remove the reference, or move it below 'properties' or 'items'");

        public void ReferenceChain(Position at, int limit) => problems.Add(
            "schema-reference-chain", at,
            string.Create(CultureInfo.InvariantCulture, $"a chain of more than {limit} schemas for the same value"),
            string.Create(CultureInfo.InvariantCulture, $"at most {limit} schemas"), "refer directly to the last schema of the chain");
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
