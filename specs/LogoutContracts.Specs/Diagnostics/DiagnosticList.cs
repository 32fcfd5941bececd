using System.Globalization;
using LogoutContracts.Specs.Primitives;

namespace LogoutContracts.Specs.Diagnostics;

/// <summary>
/// Collects the problems of one file; reading continues after each. One method per rule, so that all wording is in one place.
/// </summary>
internal sealed class DiagnosticList(string file)
{
    // Characters of 'found'.
    private const int MaxLength = 400;

    private readonly List<Diagnostic> diagnostics = [];

    public bool Any => diagnostics.Count > 0;

    public int Count => diagnostics.Count;

    public IReadOnlyList<Diagnostic> All => diagnostics;

    internal void Add(string rule, Position at, string found, string expected, string action, IEnumerable<string>? others = null) =>
        diagnostics.Add(new(rule, at.File ?? file, at, Short(OneLine(found)), OneLine(expected), OneLine(action))
        {
            Others = (others ?? []).Select(OneLine).ToValueList(),
        });

    // The file itself

    public void TooLarge(int bytes, int limit) => Add(
        "file-too-large", Position.Start, string.Create(CultureInfo.InvariantCulture, $"{bytes:N0} bytes"),
        string.Create(CultureInfo.InvariantCulture, $"at most {limit:N0} bytes"), "split the contract, or shorten its examples");

    public void NotUtf8(Position at, byte first) => Add(
        "not-utf-8", at, $"the byte 0x{first:X2}, which is not valid UTF-8", "a file in UTF-8", "save the file as UTF-8");

    public void ControlCharacter(Position at, char found) => Add(
        "control-character", at, string.Create(CultureInfo.InvariantCulture, $"the control character U+{(int)found:X4}"),
        "text without control characters", "remove it, or write it as an escape sequence in a double-quoted string");

    public void EmptyFile() => Add(
        "empty-file", Position.Start, "no document", "an OpenAPI 3.1 document", "add the document, or delete the file");

    public void SecondDocument(Position at) => Add(
        "several-documents", at, "a second YAML document", "one document per file",
        "remove the '---' and everything after it, or move it to its own folder");

    public void Alias(Position at, string name) => Add(
        "yaml-alias", at, $"the alias *{name}", "no aliases", "write the value here, or move it to 'components' and use $ref");

    public void UnknownAlias(Position at, string name, IReadOnlyCollection<string> known) => Add(
        "unknown-alias", at, $"the alias *{name}, which no earlier anchor defines", Choice(known),
        Spelling.Suggestion(name, known) is { } near ? $"did you mean '{near}'?" : "define the anchor before the alias, and not around it");

    public void AliasesTooLarge(Position at, int limit) => Add(
        "aliases-too-large", at, string.Create(CultureInfo.InvariantCulture, $"aliases that add more than {limit:N0} values"),
        string.Create(CultureInfo.InvariantCulture, $"aliases that add at most {limit:N0} values to the file"),
        "move shared parts to 'components' and use $ref");

    public void MergeOfNoMap(Position at) => Add(
        "merge-of-no-map", at, "'<<' with a value that is not a map", "a map, or a list of maps, to merge", "use an alias of a map");

    public void Anchor(Position at, string name) => Add(
        "yaml-anchor", at, $"the anchor &{name}", "no anchors", "remove the anchor; move shared parts to 'components'");

    public void Tag(Position at, string name) => Add(
        "yaml-tag", at, $"the tag {name.Replace("tag:yaml.org,2002:", "!!", StringComparison.Ordinal)}", "no tags",
        "remove the tag; if the value is a string, quote it");

    public void KeyIsNoText(Position at) => Add(
        "key-is-no-text", at, "a list or a map as a key", "a string as the key", "use a string as the key");

    public void DuplicateKey(Position at, string key, Position first) => Add(
        "duplicate-key", at, $"duplicate key '{key}', first on {LineOf(first, at)}", "unique keys", "remove or rename one of them");

    // Fields and values

    public void NoMap(Position at, string found, string what) => Add(
        "no-map", at, found, $"{what} to be a map", "write it as 'name: value' lines");

    public void NoList(Position at, string found, string what) => Add(
        "no-list", at, found, $"{what} to be a list", "write it as '- item' lines, or as [a, b]");

    public void NoText(Position at, string found, string what) => Add(
        "no-text", at, found, $"{what} to be a string", "use a string; quote it if it looks like another type");

    public void NoInteger(Position at, string found, string what) => Add(
        "no-integer", at, found, $"{what} to be an integer", "use an integer, without quotes");

    public void Misplaced(Position at, string field, string place) => Add(
        "misplaced-field", at, $"'{field}', which has no effect here", $"'{field}' {place}", "move it there");

    public void Missing(Position at, string field, string what) => Add(
        "missing-field", at, $"no '{field}' in {what}", $"'{field}'", $"add '{field}: …'");

    public void UnknownField(Position at, string field, string what, IReadOnlyCollection<string> known) => Add(
        "unknown-field", at, $"unknown field '{field}' in {what}", Choice(known),
        Spelling.Suggestion(field, known) is { } near ? $"did you mean '{near}'?" : "remove it");

    public void NotOneOf(Position at, string found, string what, IReadOnlyCollection<string> known) => Add(
        "not-one-of", at, $"'{found}' as {what}", Choice(known),
        Spelling.Suggestion(found, known) is { } near ? $"did you mean '{near}'?" : "use one of these");

    public void Malformed(Position at, string text, string what, string forms) => NotOfForm(at, $"'{text}'", what, forms);

    public void NotOfForm(Position at, string found, string what, string forms) => Add(
        "malformed", at, $"{found} as {what}", forms, "change it to the expected form");

    public void OutOfRange(Position at, string found, string what, int from, int to) => Add(
        "out-of-range", at, $"{found} as {what}", string.Create(CultureInfo.InvariantCulture, $"a number from {from} to {to}"),
        "use a number in this range");

    public void Duplicate(Position at, string found, string what, Position first) => Add(
        "duplicate-name", at, $"duplicate {what} '{found}', first on {LineOf(first, at)}", "unique names", "rename one of them");

    // References

    public void UnresolvedReference(Position at, string reference) => Add(
        "unresolved-reference", at, $"$ref '{reference}'", "a JSON pointer to an existing part of this document",
        "correct the pointer, or add its target under 'components'");

    public void CyclicReference(Position at, IEnumerable<string> cycle) => Add(
        "cyclic-reference", at, string.Join(" -> ", cycle), "references without cycles", "replace one of them with the value itself");

    private string LineOf(Position first, Position at) => string.Create(
        CultureInfo.InvariantCulture,
        $"line {first.Line}{(string.Equals(first.File, at.File, StringComparison.Ordinal) ? "" : $" of {first.File ?? file}")}");

    internal static string Choice(IReadOnlyCollection<string> known) => known.Count switch
    {
        0 => "no name, because none are defined",
        1 => $"'{known.First()}'",
        _ => $"one of {string.Join(", ", known)}",
    };

    /// <summary>Escapes line breaks and control characters, which text from a file may contain.</summary>
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
