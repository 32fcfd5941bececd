using System.Globalization;
using LogoutContracts.Specs.Diagnostics;
using LogoutContracts.Specs.Model;
using LogoutContracts.Specs.Primitives;

namespace LogoutContracts.Specs.Reading.Documents;

/// <summary>What can be wrong with a contract: one method per rule, so that all messages are in one place.</summary>
internal static class ContractDiagnostics
{
    public static void NotOpenApi31(this DiagnosticList problems, Position at, string found) => problems.Add("openapi-version", at, found, "'openapi: 3.1.x'", "write the spec as OpenAPI 3.1; later and earlier versions are not read");

    public static void NotArazzo10(this DiagnosticList problems, Position at, string found) => problems.Add("arazzo-version", at, found, "'arazzo: 1.0.x'", "write the workflows as Arazzo 1.0");

    public static void SecondSource(this DiagnosticList problems, Position at, string name) => problems.Add(
        "several-sources", at, $"the source description '{name}' beside another", "one OpenAPI document, which is the contract's", "move the workflows of the other one to a file of their own");

    public static void WorkflowCycle(this DiagnosticList problems, Position at, IEnumerable<string> cycle) => problems.Add("workflow-cycle", at, string.Join(" -> ", cycle), "workflows that end", "let one of them not run the other");

    public static void NoOpenApi(this DiagnosticList problems, Position at, string complaint, string pointer) => problems.Add(
        "openapi", at, complaint, "what OpenAPI 3.1 asks for", pointer.Length == 0 ? "look it up in the specification" : $"correct {pointer}");

    public static void OpenApiGaveUp(this DiagnosticList problems, string reason) => problems.Add(
        "openapi", Position.Start, $"something that Microsoft.OpenApi cannot read ({reason})", "what OpenAPI 3.1 asks for", "mend what else is reported, then look again");

    public static void NoOpenApiField(this DiagnosticList problems, Position at, string field) => problems.Add(
        "openapi", at, $"'{field}', which is no field of OpenAPI here", "a field of OpenAPI 3.1, or one that starts with 'x-'", "correct its name, or take it away");

    public static void NoCarrier(this DiagnosticList problems, Position at, string credential) => problems.Add(
        "no-carrier", at, $"the credential '{credential}' without a carrier", $"at least one of {Carrier.Forms}", "say where a request carries it");

    public static void NoCredential(this DiagnosticList problems, Position at) => problems.Add("no-credential", at, "a session without credentials", "at least one", "say what a request carries to prove its session");

    public static void NoSessionCredential(this DiagnosticList problems, Position at) => problems.Add(
        "no-session-credential", at, "only credentials that all sessions of a user share", "at least one with 'scope: session'", "mark the token itself as 'scope: session', or leave scope out");

    public static void WeakFormat(this DiagnosticList problems, Position at, string credential, double bits, int wanted) => problems.Add(
        "weak-format", at, string.Create(CultureInfo.InvariantCulture, $"a format with room for {bits:0} bits in '{credential}'"), $"at least {wanted} bits, so that no two sessions share one",
        "allow more characters, or a longer text");

    public static void UnknownName(this DiagnosticList problems, Position at, string name, string what, IReadOnlyCollection<string> known) => problems.Add(
        "unknown-name", at, $"'{name}', which is no {what}", DiagnosticList.Choice(known),
        Spelling.Suggestion(name, known) is { } near ? $"did you mean '{near}'?" : "use a name that is there, or add it");

    public static void UnknownHole(this DiagnosticList problems, Position at, string hole, string variant, IReadOnlyCollection<string> known) => problems.Add(
        "unknown-placeholder", at, $"{hole} in the example of '{variant}'", DiagnosticList.Choice(known), Spelling.Suggestion(hole, known) is { } near ? $"did you mean {near}?" : "use a name of 'session', and a role that 'given' puts into play");

    public static void OpensMissing(this DiagnosticList problems, Position at, string locator, string hole, string variant) => problems.Add(
        "opens-missing-part", at, $"{locator}, where the answer of '{variant}' does not hold '{hole}'", "the place where the answer hands it out",
        "correct the locator, or put the placeholder there in the example");

    public static void OpensIncomplete(this DiagnosticList problems, Position at, string name) => problems.Add(
        "opens-incomplete", at, $"a session opened without '{name}'", "every credential of the session", $"add '{name}: $response…' to x-session.opens");

    public static void NothingToEnd(this DiagnosticList problems, Position at, string operation, string role) => problems.Add(
        "ends-nothing", at, $"the {role} ended, which x-session of '{operation}' does not say", role is "other" ? "a bystander's session that stays" : $"'ends: {role}' in x-session", role is "other" ? "correct 'then'" : "add it, or correct 'then'");

    public static void NoExample(this DiagnosticList problems, Position at, string what) => problems.Add("missing-example", at, $"no example in {what}", "an example to send or to answer with", "add 'example' or 'examples'");

    public static void ExampleDoesNotFit(this DiagnosticList problems, Position at, string what, string reason) => problems.Add("example-against-schema", at, $"{what}: {reason}", "an example that fits its schema", "correct the example or the schema");

    public static void BodyNotAllowed(this DiagnosticList problems, Position at, int status) => problems.Add("body-not-allowed", at, $"a body with status {status}", "an answer that HTTP allows", "take the body away ('body: empty'), or correct the status");

    public static void BytesDiffer(this DiagnosticList problems, Position at, string reason) => problems.Add("bytes-differ", at, $"x-bytes {reason}", "a text that parses to the example's 'value'", "correct one of them");

    public static void InsteadOfItself(this DiagnosticList problems, Position at, string variant, string? other) => problems.Add(
        "instead-of-instead", at, other is null ? $"'{variant}' instead of itself" : $"'{variant}', which is itself instead of '{other}'", "a variant that stands by itself",
        other is null ? "name the variant that it contradicts" : $"name '{other}'");

    public static void PathWithoutParameter(this DiagnosticList problems, Position at, string parameter) => problems.Add(
        "no-path-parameter", at, $"no example for '{{{parameter}}}'", "a path parameter with an 'example', or 'send.path'", "declare it under 'parameters'");

    public static void PlaceholderInPath(this DiagnosticList problems, Position at, string text) => problems.Add(
        "placeholder-in-path", at, $"'{text}' in a path", "a path that is the same for all sessions", "write a value; paths with sessions in them are not supported");

    public static void MethodOnOperation(this DiagnosticList problems, Position at, string field) => problems.Add(
        "method-on-operation", at, $"{field}.method on an operation", $"{field}.method only in a path's x-variants", "take it away, or move the variant up to the path");

    public static void NoMethod(this DiagnosticList problems, Position at, string variant) => problems.Add("no-method", at, $"'{variant}' on a path without match.method", $"a method, or '{Rule.OtherMethod}'", "say which methods it rules");

    public static void NoPathOperation(this DiagnosticList problems, Position at) => problems.Add("path-without-operation", at, "x-variants on a path without an operation", "an operation beside them", "declare the path's operation");

    // The rules of an operation together

    public static void NeverWins(this DiagnosticList problems, Position at, string variant, IReadOnlyCollection<string> earlier) => problems.Add(
        "never-wins", at, $"'{variant}' can never answer: {string.Join(" and ", earlier)} before it {(earlier.Count == 1 ? "takes" : "take")} all its requests", "a rule that some request reaches",
        "move it up, narrow the rules before it, or explain it by 'release', 'instead' or a condition");

    public static void FitsNothing(this DiagnosticList problems, Position at, string variant) => problems.Add(
        "fits-nothing", at, $"'{variant}' can never answer: no request is in the states of its rule", "a rule that some request fits", "correct 'given' and 'match'; the contract may lack 'idleTimeout', or a schema");

    public static void Collision(this DiagnosticList problems, Position at, string variant, string other) => problems.Add(
        "unexplained-collision", at, $"'{variant}' rules the same requests in the same states as '{other}'", "one answer to a request",
        "explain it by 'release' on both, by 'instead', or by a condition in 'given'");

    public static void Unruled(this DiagnosticList problems, Position at, string operation, string request, int more, IReadOnlyCollection<string> releases) => problems.Add(
        "unruled-request", at,
        string.Create(CultureInfo.InvariantCulture, $"no variant of '{operation}' for the request with {request}{(more > 0 ? $", and for {more} more" : "")}{(releases.Count > 0 ? $", in release {string.Join(" and ", releases)}" : "")}"),
        "a variant for every request to a known path", "add one for it, or widen one");

    public static void TooManyCombinations(this DiagnosticList problems, Position at, string operation, int limit) => problems.Add(
        "too-many-combinations", at, string.Create(CultureInfo.InvariantCulture, $"more than {limit:N0} combinations of conditions in '{operation}'"), "rules that can be checked against each other", "tell fewer states, headers, values and releases apart");
}
