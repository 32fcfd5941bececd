using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;

namespace LogoutContracts.Benchmarks.Hosts;

/// <summary>The Laravel application's logout, written by hand. It takes no body.</summary>
internal sealed class BareLaravel
{
    private const string Scheme = "Bearer ";

    private static readonly byte[] Unauthenticated = """{"message":"Unauthenticated."}"""u8.ToArray();

    private static readonly StringValues Json = "application/json";
    private static readonly StringValues NoCache = "no-cache, private";
    private static readonly StringValues Anyone = "*";
    private static readonly StringValues Limit = "60";
    private static readonly StringValues Remaining = "59";

    private readonly ConcurrentDictionary<string, BareSession> sessions = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, BareSession>.AlternateLookup<ReadOnlySpan<char>> byToken;

    private BareLaravel() => byToken = sessions.GetAlternateLookup<ReadOnlySpan<char>>();

    public static Task<StartedServer> StartAsync(HostArguments args)
    {
        var bare = new BareLaravel();
        foreach (var seed in args.Seeds ? BareSession.SeedsOf("laravel") : [])
            bare.sessions[seed["token"]] = new(seed.User);
        return BareServer.StartAsync(args.Port, app => app.MapDelete("/api/v1/logout", (RequestDelegate)bare.LogoutAsync));
    }

    private Task LogoutAsync(HttpContext context)
    {
        var response = context.Response;
        var headers = response.Headers;
        headers.CacheControl = NoCache;
        headers.AccessControlAllowOrigin = Anyone;
        if (context.Request.Headers.Authorization is [{ } authorization] && authorization.StartsWith(Scheme, StringComparison.Ordinal)
            && byToken.TryGetValue(authorization.AsSpan(Scheme.Length), out var session) && session.TryEnd())
        {
            response.StatusCode = 204;
            headers["X-RateLimit-Limit"] = Limit;
            headers["X-RateLimit-Remaining"] = Remaining;
            return Task.CompletedTask;
        }

        response.StatusCode = 401;
        headers.ContentType = Json;
        headers.ContentLength = Unauthenticated.Length;
        var writing = response.BodyWriter.WriteAsync(Unauthenticated);
        return writing.IsCompletedSuccessfully ? Task.CompletedTask : writing.AsTask();
    }
}
