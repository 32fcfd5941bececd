using System.Text.Json;
using LogoutContracts.MockServer.Http;
using LogoutContracts.MockServer.Sharing;
using LogoutContracts.Specs.Diagnostics;
using LogoutContracts.Specs.Primitives;

namespace LogoutContracts.MockServer.Admin;

/// <summary>Error responses of the admin API, as RFC 9457 problem details.</summary>
internal static class AdminProblems
{
    public static AdminReply NoPath(string path, IReadOnlyCollection<string> known) => Problem(
        404, "no-path", "Unknown path", $"The admin API has no path '{path}'. Known: {string.Join(", ", known)}.{DidYouMean(path, known)}");

    public static AdminReply WrongMethod(string method, string path, string allowed) => Problem(
        405, "wrong-method", "Method not allowed", $"{path} does not support {method}. Allowed: {allowed}.") with
    { Headers = [("Allow", allowed)] };

    public static AdminReply Unauthorized() => Problem(
        401, "unauthorized", "The admin API requires its token", "Send the admin token of the server as 'Authorization: Bearer …'.") with
    { Headers = [("WWW-Authenticate", "Bearer")] };

    public static AdminReply FromPage() => Problem(
        403, "origin", "Other web pages cannot use the admin API",
        "A web page of another origin sent the request. Send it from a program or from the server's own page; "
        + "the admin API does not support CORS.");

    public static AdminReply ForeignHost(string host) => Problem(
        403, "host", "Host not allowed",
        $"The Host header is '{host}', but the server listens on loopback. With such names, web pages can reach local servers "
        + "(DNS rebinding). Use 127.0.0.1, [::1] or localhost.");

    public static AdminReply NoHost() => Problem(
        400, "no-host", "The request has no Host header",
        "The request has an empty Host header, or none. Send the name and port of the server, such as 127.0.0.1:9100.");

    public static AdminReply NotJson(string method, string path) => Problem(
        415, "media-type", "The request is not JSON",
        $"{method} {path} changes the server, so the request needs the header 'Content-Type: application/json', even without a body. "
        + "Forms of web pages cannot send it.") with
    { Headers = [("Accept-Post", AdminJson.ContentType)] };

    public static AdminReply NoSuch(string id, string what) => Problem(
        404, "no-such-id", $"There is no such {what}", $"No {what} has the id '{id}'. It may have been removed, or the server was reset.");

    public static AdminReply NoSession(string contract) => Problem(
        404, "no-session", "There is no such session",
        $"The contract '{contract}' has no session with this credential. Send the credential itself, or its hash as 'session'. "
        + "If a session has several credentials, send the one that no other session shares.");

    /// <summary>All errors of a request.</summary>
    public static AdminReply Invalid(IReadOnlyList<AdminError> errors) => Problem(
        400,
        "invalid-request",
        "The request is invalid",
        string.Join(' ', errors.Select(error => error.Detail)),
        json =>
        {
            json.WritePropertyName("errors");
            json.WriteArray(errors, static (json, error) =>
            {
                json.WriteStartObject();
                json.WriteString("field", error.Field);
                json.WriteString("detail", error.Detail);
                json.WriteEndObject();
            });
        });

    /// <summary>All problems of a mapping or pattern.</summary>
    public static AdminReply BadMapping(IEnumerable<Diagnostic> problems) => Problem(
        422,
        "invalid-mapping",
        "The mapping is invalid or not supported",
        string.Join(' ', problems.Select(problem => $"{problem.At}: found {problem.Found}; expected {problem.Expected}.")),
        json =>
        {
            json.WritePropertyName("errors");
            json.WriteArray(problems, static (json, problem) =>
            {
                json.WriteStartObject();
                json.WriteString("title", problem.Rule);
                json.WriteString("detail", $"{problem.At}: found {problem.Found}; expected {problem.Expected}; to do: {problem.Action}");
                json.WriteEndObject();
            });
        });

    public static AdminReply NothingRecorded() => Problem(
        404, "no-requests", "There are no such requests",
        "The journal has no request that the filter selects, so there is nothing to test. Send requests to the mock, or change the "
        + "filter.");

    public static AdminReply NoStubs() => Problem(
        409, "no-stubs", "The server has no stubs",
        "Mappings belong to a folder of stubs, and the server serves none. Start it with --stubs FOLDER.");

    public static AdminReply Shared() => Problem(
        409, "shared-state", "Other servers share the contracts",
        "Servers that share a state must answer alike, so this server cannot switch to another release or flaw. "
        + "Start a server without --state for that.");

    public static AdminReply NoState(string reason) =>
        Problem(503, "state-unavailable", "The shared state is unavailable", reason) with
        { Headers = [("Retry-After", $"{StateUnavailableException.RetryAfterSeconds}")] };

    public static string DidYouMean(string found, IEnumerable<string> known) =>
        Spelling.Suggestion(found, known) is { } near ? $" Did you mean '{near}'?" : "";

    private static AdminReply Problem(int status, string type, string title, string detail, Action<Utf8JsonWriter>? more = null) =>
        new(status, ProblemJson.ContentType, ProblemJson.Bytes(status, type, title, detail, more));
}

/// <param name="Field">Body property or query parameter; null for the whole body.</param>
internal sealed record AdminError(string? Field, string Detail);
