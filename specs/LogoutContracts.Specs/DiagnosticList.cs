using System.Globalization;

namespace LogoutContracts.Specs;

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

    // The contract

    public void NotOpenApi31(Position at, string found) => Add("openapi-version", at, found, "'openapi: 3.1.x'", "write the spec as OpenAPI 3.1; later and earlier versions are not read");

    public void NotArazzo10(Position at, string found) => Add("arazzo-version", at, found, "'arazzo: 1.0.x'", "write the workflows as Arazzo 1.0");

    public void SecondSource(Position at, string name) => Add(
        "several-sources", at, $"the source description '{name}' beside another", "one OpenAPI document, which is the contract's", "move the workflows of the other one to a file of their own");

    public void WorkflowCycle(Position at, IEnumerable<string> cycle) => Add("workflow-cycle", at, string.Join(" -> ", cycle), "workflows that end", "let one of them not run the other");

    public void NoOpenApi(Position at, string complaint, string pointer) => Add(
        "openapi", at, complaint, "what OpenAPI 3.1 asks for", pointer.Length == 0 ? "look it up in the specification" : $"correct {pointer}");

    public void OpenApiGaveUp(string reason) => Add(
        "openapi", Position.Start, $"something that Microsoft.OpenApi cannot read ({reason})", "what OpenAPI 3.1 asks for", "mend what else is reported, then look again");

    public void NoOpenApiField(Position at, string field) => Add(
        "openapi", at, $"'{field}', which is no field of OpenAPI here", "a field of OpenAPI 3.1, or one that starts with 'x-'", "correct its name, or take it away");

    public void NoCarrier(Position at, string credential) => Add(
        "no-carrier", at, $"the credential '{credential}' without a carrier", $"at least one of {Carrier.Forms}", "say where a request carries it");

    public void NoCredential(Position at) => Add("no-credential", at, "a session without credentials", "at least one", "say what a request carries to prove its session");

    public void NoSessionCredential(Position at) => Add(
        "no-session-credential", at, "only credentials that all sessions of a user share", "at least one with 'scope: session'", "mark the token itself as 'scope: session', or leave scope out");

    public void WeakFormat(Position at, string credential, double bits, int wanted) => Add(
        "weak-format", at, string.Create(CultureInfo.InvariantCulture, $"a format with room for {bits:0} bits in '{credential}'"), $"at least {wanted} bits, so that no two sessions share one",
        "allow more characters, or a longer text");

    public void UnknownName(Position at, string name, string what, IReadOnlyCollection<string> known) => Add(
        "unknown-name", at, $"'{name}', which is no {what}", Choice(known),
        Spelling.Suggestion(name, known) is { } near ? $"did you mean '{near}'?" : "use a name that is there, or add it");

    public void UnknownHole(Position at, string hole, string variant, IReadOnlyCollection<string> known) => Add(
        "unknown-placeholder", at, $"{hole} in the example of '{variant}'", Choice(known), Spelling.Suggestion(hole, known) is { } near ? $"did you mean {near}?" : "use a name of 'session', and a role that 'given' puts into play");

    public void OpensMissing(Position at, string locator, string hole, string variant) => Add(
        "opens-missing-part", at, $"{locator}, where the answer of '{variant}' does not hold '{hole}'", "the place where the answer hands it out",
        "correct the locator, or put the placeholder there in the example");

    public void OpensIncomplete(Position at, string name) => Add(
        "opens-incomplete", at, $"a session opened without '{name}'", "every credential of the session", $"add '{name}: $response…' to x-session.opens");

    public void NothingToEnd(Position at, string operation, string role) => Add(
        "ends-nothing", at, $"the {role} ended, which x-session of '{operation}' does not say", role is "other" ? "a bystander's session that stays" : $"'ends: {role}' in x-session", role is "other" ? "correct 'then'" : "add it, or correct 'then'");

    public void NoExample(Position at, string what) => Add("missing-example", at, $"no example in {what}", "an example to send or to answer with", "add 'example' or 'examples'");

    public void ExampleDoesNotFit(Position at, string what, string reason) => Add("example-against-schema", at, $"{what}: {reason}", "an example that fits its schema", "correct the example or the schema");

    public void BodyNotAllowed(Position at, int status) => Add("body-not-allowed", at, $"a body with status {status}", "an answer that HTTP allows", "take the body away ('body: empty'), or correct the status");

    public void BytesDiffer(Position at, string reason) => Add("bytes-differ", at, $"x-bytes {reason}", "a text that parses to the example's 'value'", "correct one of them");

    public void InsteadOfItself(Position at, string variant, string? other) => Add(
        "instead-of-instead", at, other is null ? $"'{variant}' instead of itself" : $"'{variant}', which is itself instead of '{other}'", "a variant that stands by itself",
        other is null ? "name the variant that it contradicts" : $"name '{other}'");

    public void PathWithoutParameter(Position at, string parameter) => Add(
        "no-path-parameter", at, $"no example for '{{{parameter}}}'", "a path parameter with an 'example', or 'send.path'", "declare it under 'parameters'");

    public void PlaceholderInPath(Position at, string text) => Add(
        "placeholder-in-path", at, $"'{text}' in a path", "a path that is the same for all sessions", "write a value; paths with sessions in them are not supported");

    public void MethodOnOperation(Position at, string field) => Add(
        "method-on-operation", at, $"{field}.method on an operation", $"{field}.method only in a path's x-variants", "take it away, or move the variant up to the path");

    public void NoMethod(Position at, string variant) => Add("no-method", at, $"'{variant}' on a path without match.method", $"a method, or '{Rule.OtherMethod}'", "say which methods it rules");

    public void NoPathOperation(Position at) => Add("path-without-operation", at, "x-variants on a path without an operation", "an operation beside them", "declare the path's operation");

    // The rules of an operation together

    public void NeverWins(Position at, string variant, IReadOnlyCollection<string> earlier) => Add(
        "never-wins", at, $"'{variant}' can never answer: {string.Join(" and ", earlier)} before it {(earlier.Count == 1 ? "takes" : "take")} all its requests", "a rule that some request reaches",
        "move it up, narrow the rules before it, or explain it by 'release', 'instead' or a condition");

    public void FitsNothing(Position at, string variant) => Add(
        "fits-nothing", at, $"'{variant}' can never answer: no request is in the states of its rule", "a rule that some request fits", "correct 'given' and 'match'; the contract may lack 'idleTimeout', or a schema");

    public void Collision(Position at, string variant, string other) => Add(
        "unexplained-collision", at, $"'{variant}' rules the same requests in the same states as '{other}'", "one answer to a request",
        "explain it by 'release' on both, by 'instead', or by a condition in 'given'");

    public void Unruled(Position at, string operation, string request, int more, IReadOnlyCollection<string> releases) => Add(
        "unruled-request", at,
        string.Create(CultureInfo.InvariantCulture, $"no variant of '{operation}' for the request with {request}{(more > 0 ? $", and for {more} more" : "")}{(releases.Count > 0 ? $", in release {string.Join(" and ", releases)}" : "")}"),
        "a variant for every request to a known path", "add one for it, or widen one");

    public void TooManyCombinations(Position at, string operation, int limit) => Add(
        "too-many-combinations", at, string.Create(CultureInfo.InvariantCulture, $"more than {limit:N0} combinations of conditions in '{operation}'"), "rules that can be checked against each other", "tell fewer states, headers, values and releases apart");

    private static string Choice(IReadOnlyCollection<string> known) => known.Count switch
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
