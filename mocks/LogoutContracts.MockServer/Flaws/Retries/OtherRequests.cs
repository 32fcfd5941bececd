using System.Collections.Concurrent;
using Microsoft.AspNetCore.Http.Features;

namespace LogoutContracts.MockServer.Flaws.Retries;

/// <summary>Requests that the server answers without checking whether the session has ended.</summary>
internal static class OtherRequests
{
    private const string ETag = "\"9f2c\"";

    public static IReadOnlyList<Flaw> Flaws { get; } =
    [
        Flaw.Of("dead-by-head", "T23", "rocketchat", "HEAD is answered for every token that was ever issued, even a dead one.",
            static async (call, answer) =>
        {
            var isAsked = string.Equals(call.Request.Method, "HEAD", StringComparison.Ordinal) && !call.IsOnLogoutPath
                && call.Path?.Find("GET").Operation is not null;
            await answer();
            if (isAsked)
                call.Answer(call.Caller is null ? 401 : 200, "application/json", "");
        }),
        Flaw.Of("dead-from-cache", "T23", "laravel",
            "A cache answers conditional requests for every token that was ever issued, even a dead one.", static async (call, answer) =>
        {
            await answer();
            if (!call.IsProbe)
                return;
            if (call.Caller is not null && call.Request.Headers.IfNoneMatch == ETag)
                call.Answer(304, "application/json", "");
            else if (call.CallerWasActive)
                call.Response.Headers.ETag = ETag;
        }),
        Flaw.Remembering("connection-stays-logged-in", "T23", "edin",
            "A connection on which a token was valid accepts it even after its logout.", static () =>
        {
            var connections = new ConcurrentDictionary<string, string>(StringComparer.Ordinal);
            return async (call, answer) =>
            {
                var id = call.Features.GetRequiredFeature<IHttpConnectionFeature>().ConnectionId;
                if (call is { CallerWasEnded: true, IsProbe: true } && connections.TryGetValue(id, out var token)
                    && string.Equals(token, call.Token, StringComparison.Ordinal))
                    call.ActAs(call.Twin());
                await answer();
                if (call is { CallerWasActive: true, IsProbe: true })
                    connections[id] = call.Token!;
            };
        }),
    ];
}
