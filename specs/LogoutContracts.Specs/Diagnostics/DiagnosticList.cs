using System.Globalization;
using LogoutContracts.Specs.Primitives;

namespace LogoutContracts.Specs.Diagnostics;

/// <summary>Collects what is wrong with one file: one method an error, so that all wordings stand in one place. Reading goes on after each.</summary>
internal sealed class DiagnosticList(string file)
{
    // Of what was found.
    private const int MaxLength = 400;

    private readonly List<Diagnostic> diagnostics = [];

    public bool Any => diagnostics.Count > 0;

    public int Count => diagnostics.Count;

    public IReadOnlyList<Diagnostic> All => diagnostics;

    internal void Add(string rule, Position at, string found, string expected, string action) => diagnostics.Add(new(rule, file, at, Short(OneLine(found)), OneLine(expected), OneLine(action)));

    // The file as a text

    public void TooLarge(int bytes, int limit) => Add(
        "file-too-large", Position.Start, string.Create(CultureInfo.InvariantCulture, $"{bytes:N0} bytes"), string.Create(CultureInfo.InvariantCulture, $"at most {limit:N0} bytes"),
        "split the contract, or take large examples out of it");

    public void NotUtf8(Position at, byte first) => Add(
        "not-utf-8", at, $"a byte 0x{first:X2} that is not UTF-8", "a file in UTF-8", "save the file as UTF-8");

    public void ControlCharacter(Position at, char found) => Add(
        "control-character", at, string.Create(CultureInfo.InvariantCulture, $"a control character, U+{(int)found:X4}"), "a file of text", "take it away; in double quotes, write it as an escape");

    public void EmptyFile() => Add("empty-file", Position.Start, "no document", "an OpenAPI 3.1 document", "write one, or take the folder away");

    public void SecondDocument(Position at) => Add(
        "several-documents", at, "a second YAML document", "one document a file", "take away the '---' and what follows it, or move it to a folder of its own");

    public void Alias(Position at, string name) => Add(
        "yaml-alias", at, $"the alias *{name}", "values written out", "write the value here, or put it under 'components' and use $ref");

    public void Anchor(Position at, string name) => Add(
        "yaml-anchor", at, $"the anchor &{name}", "values without anchors", "take the anchor away; shared parts go under 'components'");

    public void Tag(Position at, string name) => Add("yaml-tag", at, $"the tag {name.Replace("tag:yaml.org,2002:", "!!", StringComparison.Ordinal)}", "values without tags", "take it away; quote the value where it is meant as a text");

    public void KeyIsNoText(Position at) => Add("key-is-no-text", at, "a list or a map as a key", "a text", "use a plain word as the key");

    public void DuplicateKey(Position at, string key, Position first) => Add(
        "duplicate-key", at, $"'{key}' again, first in line {first.Line}", "each key once", "take one of them away, or rename it");

    // Fields and values

    public void NoMap(Position at, string found, string what) => Add("no-map", at, found, $"{what}, which is a map", "write 'name: value' lines, indented below it");

    public void NoList(Position at, string found, string what) => Add("no-list", at, found, $"{what}, which is a list", "write '- item' lines, or [a, b]");

    public void NoText(Position at, string found, string what) => Add("no-text", at, found, $"{what}, which is a text", "write a text; quote it where it looks like a number");

    public void NoInteger(Position at, string found, string what) => Add("no-integer", at, found, $"{what}, which is a whole number", "write the number, without quotes");

    public void Misplaced(Position at, string field, string place) => Add("misplaced-field", at, $"'{field}' where it means nothing", $"'{field}' {place}", "move it there");

    public void Missing(Position at, string field, string what) => Add("missing-field", at, $"no '{field}' in {what}", $"'{field}'", $"add '{field}: …'");

    public void UnknownField(Position at, string field, string what, IReadOnlyCollection<string> known) => Add(
        "unknown-field", at, $"'{field}' in {what}", Choice(known), Spelling.Suggestion(field, known) is { } near ? $"did you mean '{near}'?" : "take it away");

    public void NotOneOf(Position at, string found, string what, IReadOnlyCollection<string> known) => Add(
        "not-one-of", at, $"'{found}' as {what}", Choice(known), Spelling.Suggestion(found, known) is { } near ? $"did you mean '{near}'?" : "take one of these");

    public void Malformed(Position at, string text, string what, string forms) => NotOfForm(at, $"'{text}'", what, forms);

    public void NotOfForm(Position at, string found, string what, string forms) => Add("malformed", at, $"{found} as {what}", forms, "write it in this form");

    public void OutOfRange(Position at, string found, string what, int from, int to) => Add(
        "out-of-range", at, $"{found} as {what}", string.Create(CultureInfo.InvariantCulture, $"{from} to {to}"), "take a number in this range");

    public void Duplicate(Position at, string found, string what, Position first) => Add(
        "duplicate-name", at, $"the {what} '{found}' again, first in line {first.Line}", $"each {what} once", "rename one of them");

    // References

    public void UnresolvedReference(Position at, string reference) => Add(
        "unresolved-reference", at, $"$ref '{reference}'", "a JSON pointer to something in this document", "correct the pointer, or add what it points to under 'components'");

    public void CyclicReference(Position at, IEnumerable<string> cycle) => Add(
        "cyclic-reference", at, string.Join(" -> ", cycle), "references that end somewhere", "let one of them hold the thing itself");

    internal static string Choice(IReadOnlyCollection<string> known) => known.Count switch
    {
        0 => "none, as there are none",
        1 => $"'{known.First()}'",
        _ => $"one of {string.Join(", ", known)}",
    };

    /// <summary>What comes from a file may be long, and have lines of its own.</summary>
    private static string OneLine(string text) => string.Concat(text.Select(c => c switch
    {
        '\n' => "\\n",
        '\r' => "\\r",
        '\t' => "\\t",
        _ when char.IsControl(c) || c is '\u2028' or '\u2029' => string.Create(CultureInfo.InvariantCulture, $"\\u{(int)c:x4}"),
        _ => c.ToString(),
    }));

    private static string Short(string text) => text.Length <= MaxLength ? text : $"{text[..(MaxLength - 100)]} … {text[^90..]}";
}
