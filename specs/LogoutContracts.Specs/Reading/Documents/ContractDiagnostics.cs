using System.Globalization;
using LogoutContracts.Specs.Diagnostics;
using LogoutContracts.Specs.Model;
using LogoutContracts.Specs.Primitives;

namespace LogoutContracts.Specs.Reading.Documents;

/// <summary>Diagnostics about contracts: one method per rule, so that all wording is in one place.</summary>
internal static class ContractDiagnostics
{
    public static void NotOpenApi31(this DiagnosticList problems, Position at, string found) => problems.Add(
        "openapi-version", at, found, "'openapi: 3.1.x' or 3.0.x", "convert the spec to OpenAPI 3.1; other versions are not supported");

    public static void NotArazzo10(this DiagnosticList problems, Position at, string found) => problems.Add(
        "arazzo-version", at, found, "'arazzo: 1.0.x'", "convert the workflows to Arazzo 1.0; other versions are not supported");

    public static void SecondSource(this DiagnosticList problems, Position at, string name) => problems.Add(
        "several-sources", at, $"a second source description, '{name}'", "one source description: the contract's OpenAPI document",
        "move the workflows that use the other one to a separate file");

    public static void WorkflowCycle(this DiagnosticList problems, Position at, IEnumerable<string> cycle) => problems.Add(
        "workflow-cycle", at, string.Join(" -> ", cycle), "workflows without cycles", "remove one of these references");

    public static void NoOpenApi(this DiagnosticList problems, Position at, string message, string pointer) => problems.Add(
        "openapi", at, message, "valid OpenAPI 3.1", pointer.Length == 0 ? "see the OpenAPI specification" : $"correct {pointer}");

    public static void OpenApiGaveUp(this DiagnosticList problems, string reason) => problems.Add(
        "openapi", Position.Start, $"a document that Microsoft.OpenApi cannot read ({reason})", "valid OpenAPI 3.1",
        "fix the other problems first, then check again");

    public static void NoOpenApiField(this DiagnosticList problems, Position at, string field) => problems.Add(
        "openapi", at, $"'{field}', which is not an OpenAPI field here", "a field of OpenAPI 3.1, or one that starts with 'x-'",
        "correct the name, or remove the field");

    public static void NoCarrier(this DiagnosticList problems, Position at, string credential) => problems.Add(
        "no-carrier", at, $"the credential '{credential}' without a carrier", $"at least one carrier: {Carrier.Forms}",
        "list under 'carriers' where a request carries it, or under 'x-session.caller' where an operation reads it");

    public static void NoCredential(this DiagnosticList problems, Position at) => problems.Add(
        "no-credential", at, "a session without credentials", "at least one credential",
        "describe what a request carries to authenticate");

    public static void NoSessionCredential(this DiagnosticList problems, Position at) => problems.Add(
        "no-session-credential", at, "only credentials that all sessions of a user share", "at least one credential with 'scope: session'",
        "set the token's scope to 'session', or remove 'scope'");

    public static void WeakFormat(this DiagnosticList problems, Position at, string credential, double bits, int wanted) => problems.Add(
        "weak-format", at, string.Create(CultureInfo.InvariantCulture, $"a format with {bits:0} bits of entropy for '{credential}'"),
        $"at least {wanted} bits, so that no two sessions have the same value", "allow more characters, or make it longer");

    public static void OwnClaim(this DiagnosticList problems, Position at, string claim, string credential) => problems.Add(
        "own-claim", at, $"the claim '{claim}' of '{credential}'", "only claims other than iat, exp and jti",
        "remove it: the mock sets it, by its clock and by 'lifetime'");

    public static void KeysNotPublished(this DiagnosticList problems, Position at, string operation) => problems.Add(
        "keys-not-published", at, $"'{operation}', which does not publish the mock's key to callers without a session",
        "a response with {keys.kid}, {keys.n} and {keys.e}",
        "add { kty: RSA, use: sig, alg: RS256, kid: '{keys.kid}', n: '{keys.n}', e: '{keys.e}' } to 'keys' in its example");

    public static void UnknownName(
        this DiagnosticList problems, Position at, string name, string what, IReadOnlyCollection<string> known) =>
        problems.Add(
            "unknown-name", at, $"'{name}', which is not {WithArticle(what)}", DiagnosticList.Choice(known),
            Spelling.Suggestion(name, known) is { } near ? $"did you mean '{near}'?" : "use a defined name, or define this one");

    public static void UnknownHole(
        this DiagnosticList problems, Position at, string hole, string variant, IReadOnlyCollection<string> known) =>
        problems.Add(
            "unknown-placeholder", at, $"unknown placeholder {hole} in the example of '{variant}'", DiagnosticList.Choice(known),
            Spelling.Suggestion(hole, known) is { } near
                ? $"did you mean {near}?" : "use a name from 'session', with a role that 'given' mentions");

    public static void OpensMissing(this DiagnosticList problems, Position at, string locator, string hole, string variant) => problems.Add(
        "opens-missing-part", at, $"{locator}, but the response of '{variant}' does not have '{hole}' there",
        "the place in the response where the value is returned", "correct the locator, or put the placeholder there in the example");

    public static void OpensIncomplete(this DiagnosticList problems, Position at, string name) => problems.Add(
        "opens-incomplete", at, $"no '{name}' in x-session.opens", "every credential of the session",
        $"add '{name}: $response…' to x-session.opens");

    public static void NothingToEnd(this DiagnosticList problems, Position at, string operation, string role) => problems.Add(
        "ends-nothing", at, $"'then' ends '{role}', but x-session of '{operation}' does not",
        role is "other" ? "'ends: user' or 'ends: others' in x-session" : $"'ends: {role}' in x-session", "add it, or correct 'then'");

    public static void UnusedUsers(this DiagnosticList problems, Position at) => problems.Add(
        "unused-users", at, "'users', but no variant has 'match.user'", "a variant for unknown users and wrong passwords",
        "add a variant with 'match: { user: unknown }' to the login, or remove 'users'");

    public static void UnusedLimit(this DiagnosticList problems, Position at, string limit) => problems.Add(
        "unused-limit", at, $"the rate limit '{limit}', which no variant is limited by", $"a variant with 'limitedBy: {limit}'",
        "add it to the variant that refuses requests over the limit, or remove the limit");

    public static void Uncounted(this DiagnosticList problems, Position at, string variant, string operation) => problems.Add(
        "uncounted", at, $"a {{limit.…}} placeholder in the response of '{variant}', but no variant of '{operation}' has 'limitedBy'",
        "a rate limit that counts the requests of the operation",
        "add the variant that refuses requests over the limit, or remove the placeholder");

    public static void NoExample(this DiagnosticList problems, Position at, string what) => problems.Add(
        "missing-example", at, $"no example in {what}", "an example", "add 'example' or 'examples'");

    public static void ExampleDoesNotFit(this DiagnosticList problems, Position at, string what, string reason) => problems.Add(
        "example-against-schema", at, $"{what}: {reason}", "an example that matches its schema", "correct the example or the schema");

    public static void BodyNotAllowed(this DiagnosticList problems, Position at, int status) => problems.Add(
        "body-not-allowed", at, $"a body with status {status}", "no body, because HTTP does not allow one with this status",
        "remove the body with 'body: empty', or correct the status");

    public static void BytesDiffer(this DiagnosticList problems, Position at, string reason) => problems.Add(
        "bytes-differ", at, $"x-bytes {reason}", "text that parses to the example's 'value'", "correct one of them");

    public static void InsteadOfItself(this DiagnosticList problems, Position at, string variant, string? other) => problems.Add(
        "instead-of-instead", at,
        other is null ? $"'{variant}', which is this variant itself" : $"'{variant}', which has 'instead: {other}'",
        "another variant, without 'instead'", other is null ? "name the variant that this one contradicts" : $"use '{other}'");

    public static void PathWithoutParameter(this DiagnosticList problems, Position at, string parameter) => problems.Add(
        "no-path-parameter", at, $"no example for '{{{parameter}}}'", "a path parameter with an 'example', or 'send.path'",
        "declare it under 'parameters'");

    public static void MethodOnOperation(this DiagnosticList problems, Position at, string field) => problems.Add(
        "method-on-operation", at, $"'{field}.method' on an operation", $"'{field}.method' only in the x-variants of a path",
        "remove it, or move the variant to the path");

    public static void NoMethod(this DiagnosticList problems, Position at, string variant) => problems.Add(
        "no-method", at, $"'{variant}' on a path, without match.method", $"a method, or '{Rule.OtherMethod}'",
        "add 'match.method'");

    public static void NoPathOperation(this DiagnosticList problems, Position at) => problems.Add(
        "path-without-operation", at, "x-variants on a path without operations", "at least one operation on the path",
        "declare an operation");

    // All rules of an operation together

    public static void NeverWins(this DiagnosticList problems, Position at, string variant, IReadOnlyCollection<string> earlier)
    {
        var matches = earlier.Count == 1 ? "matches" : "match";
        problems.Add(
            "never-wins", at, $"'{variant}' can never answer: {string.Join(" and ", earlier)} {matches} all its requests first",
            "a rule that is the first to match some request",
            "move it up, narrow the earlier rules, or add 'release', 'instead' or a condition");
    }

    public static void FitsNothing(this DiagnosticList problems, Position at, string variant) => problems.Add(
        "fits-nothing", at, $"'{variant}' can never answer: no request can match its rule", "a rule that some request can match",
        "correct 'given' and 'match', or add the 'idleTimeout' or schema that they require");

    public static void Collision(this DiagnosticList problems, Position at, string variant, string other) => problems.Add(
        "unexplained-collision", at, $"'{variant}' matches the same requests in the same states as '{other}'", "one response per request",
        "explain it with 'release' on both, with 'instead', or with a condition in 'given'");

    public static void Unruled(
        this DiagnosticList problems, Position at, string operation, string request, int more, IEnumerable<string> others,
        IReadOnlyCollection<string> releases)
    {
        var also = more > 0 ? string.Create(CultureInfo.InvariantCulture, $" (and {more} more)") : "";
        var where = releases.Count > 0 ? $", in release {string.Join(" and ", releases)}" : "";
        problems.Add(
            "unruled-request", at, $"no variant of '{operation}' matches a request with {request}{also}{where}",
            "a variant for every request to a known path", "add a variant, or widen an existing one", others);
    }

    public static void CarriesAll(this DiagnosticList problems, Position at, string variant, string removal) => problems.Add(
        "partial-carries-all", at, $"'given: {{ caller: partial }}', but the example of '{variant}' carries every credential",
        "an example without one of them", $"remove one, for example with 'send: {removal}'");

    public static void SendsNothingNew(this DiagnosticList problems, Position at, string operation) => problems.Add(
        "send-without-effect", at, $"'x-send' of '{operation}', which changes nothing in the default request",
        "an 'x-send' that changes something", "correct it, or remove it");

    public static void CommaInPlace(this DiagnosticList problems, Position at, int items, string forms) => problems.Add(
        "malformed", at, string.Create(CultureInfo.InvariantCulture, $"a list of {items} items as a basis"), forms,
        "quote the place, because it contains a comma");

    public static void TooManyCombinations(this DiagnosticList problems, Position at, string operation, int limit) => problems.Add(
        "too-many-combinations", at,
        string.Create(CultureInfo.InvariantCulture, $"more than {limit:N0} combinations of conditions in '{operation}'"),
        "few enough combinations to compare the rules", "distinguish fewer states, headers, values or releases");

    private static string WithArticle(string noun) => noun is ['a' or 'e' or 'i' or 'o' or 'u', ..] ? $"an {noun}" : $"a {noun}";
}
