using System.Buffers;
using System.Collections.Concurrent;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;

namespace LogoutContracts.Benchmarks.Hosts;

/// <summary>Rocket.Chat's logout, written by hand: the same checks and bytes as our mock, for one path, as fast as possible.</summary>
internal sealed class BareRocketchat
{
    private static readonly byte[] NotLoggedIn = """{"status":"error","message":"You must be logged in to do this."}"""u8.ToArray();
    private static readonly byte[] NotFound = """{"success":false,"error":"Session not found"}"""u8.ToArray();

    private static readonly byte[] Missing =
        """{"success":false,"error":"must have required property 'sessionId' [invalid-params]","errorType":"invalid-params"}"""u8.ToArray();

    private static readonly byte[] Additional =
        """{"success":false,"error":"must NOT have additional properties [invalid-params]","errorType":"invalid-params"}"""u8.ToArray();

    private static readonly StringValues Json = "application/json";
    private static readonly StringValues AllowedHeaders = "Origin, X-Requested-With, Content-Type, Accept, X-User-Id, X-Auth-Token";
    private static readonly StringValues AnyOrigin = "*";
    private static readonly StringValues NoStore = "no-store";
    private static readonly StringValues NoCache = "no-cache";
    private static readonly StringValues NoSniff = "nosniff";
    private static readonly StringValues On = "1";
    private static readonly StringValues Limit = "10";
    private static readonly StringValues Remaining = "9";
    private static readonly StringValues Reset = "1795176042000";

    private readonly ConcurrentDictionary<string, BareSession> byToken = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, BareSession> byId = new(StringComparer.Ordinal);

    public static Task<StartedServer> StartAsync(HostArguments args)
    {
        var bare = new BareRocketchat();
        foreach (var seed in args.Seeds ? BareSession.SeedsOf("rocketchat") : [])
        {
            var session = new BareSession(seed["userId"]);
            bare.byToken[seed["authToken"]] = session;
            bare.byId[seed["sessionId"]] = session;
        }

        return BareServer.StartAsync(args.Port, app => app.MapPost("/api/v1/sessions/logout.me", (RequestDelegate)bare.LogoutAsync));
    }

    private async Task LogoutAsync(HttpContext context)
    {
        var headers = context.Request.Headers;
        if (headers["X-User-Id"] is not [{ } user] || headers["X-Auth-Token"] is not [{ } token]
            || !byToken.TryGetValue(token, out var caller) || caller.IsEnded
            || !string.Equals(caller.User, user, StringComparison.Ordinal))
        {
            await AnswerAsync(context.Response, 401, NotLoggedIn, counted: false);
            return;
        }

        var reader = context.Request.BodyReader;
        var read = await reader.ReadAsync();
        while (!read.IsCompleted)
        {
            reader.AdvanceTo(read.Buffer.Start, read.Buffer.End);
            read = await reader.ReadAsync();
        }

        await EndAsync(context, caller, read.Buffer);
    }

    private Task EndAsync(HttpContext context, BareSession caller, in ReadOnlySequence<byte> body)
    {
        var id = SessionIdOf(body, out var refusal);
        context.Request.BodyReader.AdvanceTo(body.End);
        if (refusal is not null)
            return AnswerAsync(context.Response, refusal == NotFound ? 404 : 400, refusal);
        if (!byId.TryGetValue(id!, out var target) || !string.Equals(target.User, caller.User, StringComparison.Ordinal))
            return AnswerAsync(context.Response, 404, NotFound);
        if (!target.TryEnd() && ReferenceEquals(target, caller))
            return AnswerAsync(context.Response, 401, NotLoggedIn, counted: false);
        return AnswerAsync(context.Response, 200, Encoding.UTF8.GetBytes($$"""{"sessionId":"{{id}}","success":true}"""));
    }

    /// <param name="refusal">The body of the answer if the request is refused; otherwise null.</param>
    private static string? SessionIdOf(in ReadOnlySequence<byte> body, out byte[]? refusal)
    {
        string? id = null;
        refusal = Missing;
        try
        {
            var json = new Utf8JsonReader(body);
            if (!json.Read() || json.TokenType != JsonTokenType.StartObject)
                return null;
            var additional = false;
            var isText = true;
            var found = false;
            while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
            {
                var known = json.ValueTextEquals("sessionId"u8);
                json.Read();
                if (known)
                {
                    found = true;
                    isText = json.TokenType == JsonTokenType.String;
                    id = isText ? json.GetString() : null;
                }
                else
                {
                    additional = true;
                }

                json.Skip();
            }

            // Throws if more JSON follows.
            json.Read();
            refusal = !found ? Missing : additional ? Additional : isText ? null : NotFound;
            return id;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static Task AnswerAsync(HttpResponse response, int status, byte[] body, bool counted = true)
    {
        response.StatusCode = status;
        var headers = response.Headers;
        headers.AccessControlAllowHeaders = AllowedHeaders;
        headers.AccessControlAllowOrigin = AnyOrigin;
        headers.CacheControl = NoStore;
        headers.Pragma = NoCache;
        headers.XContentTypeOptions = NoSniff;
        headers.XXSSProtection = On;
        if (counted)
        {
            headers["X-RateLimit-Limit"] = Limit;
            headers["X-RateLimit-Remaining"] = Remaining;
            headers["X-RateLimit-Reset"] = Reset;
        }

        headers.ContentType = Json;
        headers.ContentLength = body.Length;
        var writing = response.BodyWriter.WriteAsync(body);
        return writing.IsCompletedSuccessfully ? Task.CompletedTask : writing.AsTask();
    }
}
