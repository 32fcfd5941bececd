using System.Globalization;
using System.Text;
using LogoutContracts.Specs.Diagnostics;
using LogoutContracts.Specs.Primitives;

namespace LogoutContracts.Mocks.Mappings.Json;

/// <summary>Collects the problems of mapping files; reading continues after each. All wording is here.</summary>
internal sealed class MappingProblems
{
    private const int MaxLength = 300;

    private readonly List<Diagnostic> all = [];

    public IReadOnlyList<Diagnostic> All => all;

    public int Count => all.Count;

    public void NotJson(string file, Position at) => Add(
        "json-syntax", file, at, "text that is not JSON", "a JSON file with one mapping, or a list of mappings", "correct the syntax here");

    public void NotUnicode(string file, Position at) => Add(
        "json-unicode", file, at, "a string with half a surrogate pair, or bytes that are not UTF-8", "valid Unicode",
        "correct the string");

    public void CannotRead(string file, string reason) => Add(
        "unreadable-file", file, Position.Start, reason, "a file that can be read", "correct the file, or remove it");

    public void NoMappings(string folder) => Add(
        "no-mappings", folder, Position.Start, "no *.json files", "mapping files in 'mappings', or in the folder itself",
        "name another folder");

    public void NotOf(PlacedJson value, string what, string expected) => Add(
        "wrong-type", value.File, value.At, $"{value.Found} as {what}", expected, "use the expected type");

    public void Malformed(PlacedJson value, string what, string expected) => Add(
        "malformed", value.File, value.At, $"{value.Found} as {what}", expected, "change it to the expected form");

    public void NotOneOf(PlacedJson value, string what, IReadOnlyCollection<string> known) => Add(
        "not-one-of", value.File, value.At, $"{value.Found} as {what}", Choice(known),
        Spelling.Suggestion(value.Text, known) is { } near ? $"did you mean '{near}'?" : "use one of these");

    public void Missing(PlacedJson value, string field, string what) => Add(
        "missing-field", value.File, value.At, $"no '{field}' in {what}", $"'{field}'", $"add '{field}'");

    public void Duplicate(PlacedJson value, PlacedMember member, Position first) => Add(
        "duplicate-key", value.File, member.At, $"duplicate key '{member.Name}', first on line {Number(first.Line)}", "unique keys",
        "remove or rename one of them");

    public void Unknown(PlacedJson value, PlacedMember member, string what, IReadOnlyCollection<string> known) => Add(
        "unknown-field", value.File, member.At, $"unknown field '{member.Name}' in {what}", Choice(known),
        Spelling.Suggestion(member.Name, known) is { } near ? $"did you mean '{near}'?" : "remove it");

    /// <param name="instead">What to do about it.</param>
    public void Unsupported(
        string file, Position at, string field, string what, string instead = "remove it, or use WireMock for this mapping") => Add(
        "unsupported-field", file, at, $"'{field}' in {what}, which is not supported", "supported fields only", instead);

    public void Conflicting(PlacedJson value, IEnumerable<string> fields, string what) => Add(
        "conflicting-fields", value.File, value.At, $"{string.Join(" and ", fields.Select(field => $"'{field}'"))} in {what}",
        "at most one of them", "keep one of them");

    public void MissingFile(PlacedJson value, string name) => Add(
        "missing-file", value.File, value.At, $"the file '{name}', which does not exist", "the name of a file in '__files'",
        "add the file, or correct the name");

    public void DuplicateId(PlacedJson value, string id, string first) => Add(
        "duplicate-id", value.File, value.At, $"the id {id}, which the mapping at {first} has, too", "unique ids", "change one of them");

    public void DifferentSessions(PlacedJson value, string scenario, string first) => Add(
        "session-mark", value.File, value.At,
        $"a mapping of the scenario '{scenario}' with another 'perSession' than the mapping at {first}",
        "the same mark in all mappings of a scenario", "give all of them the same 'metadata'");

    public void Template(PlacedJson value, string problem, string expected) => Add(
        "template", value.File, value.At, problem, expected, "correct the template, or remove the transformer");

    private void Add(string rule, string file, Position at, string found, string expected, string action) =>
        all.Add(new(rule, file, at, Short(OneLine(found)), OneLine(expected), action));

    private static string Choice(IReadOnlyCollection<string> known) =>
        known.Count == 1 ? $"'{known.First()}'" : $"one of {string.Join(", ", known)}";

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static string OneLine(string text)
    {
        if (!text.Any(char.IsControl))
            return text;
        var line = new StringBuilder();
        foreach (var c in text)
            _ = char.IsControl(c) ? line.Append(CultureInfo.InvariantCulture, $"\\u{(int)c:x4}") : line.Append(c);
        return line.ToString();
    }

    private static string Short(string text) => text.Length <= MaxLength ? text : $"{text[..(MaxLength - 50)]} … {text[^40..]}";
}
