using System.Text.Json;
using LogoutContracts.MockServer.Http;
using LogoutContracts.Specs.Primitives;

namespace LogoutContracts.MockServer.Admin;

/// <summary>Error responses of the admin API, as RFC 9457 problem details.</summary>
internal static class AdminProblems
{
    public static AdminReply NoPath(string path, IReadOnlyCollection<string> known) => Problem(
        404, "no-path", "The admin API has no such path", $"'{path}' is not there; there is {string.Join(", ", known)}.{DidYouMean(path, known)}");

    public static AdminReply WrongMethod(string method, string path, string allowed) => Problem(
        405, "wrong-method", "The path has no such method", $"{method} {path} is not there; it takes {allowed}.") with
    { Headers = [("Allow", allowed)] };

    public static AdminReply Unauthorized() => Problem(
        401, "unauthorized", "The admin API wants its token", "Send the token that the server was started with as 'Authorization: Bearer …'.") with
    { Headers = [("WWW-Authenticate", "Bearer")] };

    public static AdminReply FromPage() => Problem(
        403, "origin", "The admin API is not for web pages", "The request has a header Origin, so a page in a browser sent it. Steer the server from a program; it sends no CORS headers.");

    public static AdminReply ForeignHost(string host) => Problem(
        403, "host", "The admin API is only for this machine",
        $"The request names the host '{host}', and the server listens on loopback. A foreign name that leads here is how web pages get at local servers (DNS rebinding). Use 127.0.0.1, [::1] or localhost.");

    public static AdminReply NoSuch(string id, string what) => Problem(404, "no-such-id", $"There is no such {what}", $"Nothing here has the id '{id}'; it may have been taken back, or the server was reset.");

    public static AdminReply NoSession(string contract) => Problem(
        404, "no-session", "There is no such session", $"The contract '{contract}' knows no session of this credential. It wants the credential itself, not its hash; of several, the one that no other session shares.");

    /// <summary>All errors of a request.</summary>
    public static AdminReply Invalid(IReadOnlyList<AdminError> errors) => Problem(400, "invalid-request", "The request is not right", string.Join(' ', errors.Select(error => error.Detail)), json =>
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

    public static string DidYouMean(string found, IEnumerable<string> known) => Spelling.Suggestion(found, known) is { } near ? $" Did you mean '{near}'?" : "";

    private static AdminReply Problem(int status, string type, string title, string detail, Action<Utf8JsonWriter>? more = null) =>
        new(status, ProblemJson.ContentType, ProblemJson.Bytes(status, type, title, detail, more));
}

/// <param name="Field">Body property or query parameter; null for the whole body.</param>
internal sealed record AdminError(string? Field, string Detail);
