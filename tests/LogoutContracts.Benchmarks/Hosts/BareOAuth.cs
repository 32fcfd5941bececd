using System.Buffers;
using System.Text;
using LogoutContracts.Benchmarks.Inputs;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;

namespace LogoutContracts.Benchmarks.Hosts;

/// <summary>OAuth 2's token introspection, written by hand: the client in HTTP Basic, the token in a form.</summary>
internal sealed class BareOAuth
{
    private const string Scheme = "Basic ";

    private static readonly byte[] Active = """{"active":true,"client_id":"app"}"""u8.ToArray();
    private static readonly byte[] Inactive = """{"active":false}"""u8.ToArray();
    private static readonly byte[] Invalid = """{"error":"invalid_request"}"""u8.ToArray();
    private static readonly byte[] Unknown = """{"error":"invalid_client"}"""u8.ToArray();

    private static readonly StringValues Json = "application/json";

    private readonly Dictionary<string, string> clients;
    private readonly Dictionary<string, BareSession> tokens = new(StringComparer.Ordinal);

    private BareOAuth(string release)
    {
        var plan = Plans.OAuth(release);
        clients = plan.Contract.Sessions.Clients.ToDictionary(client => client.Id, client => client.Secret, StringComparer.Ordinal);
        foreach (var seed in BareSession.SeedsOf(plan))
        {
            tokens[seed["accessToken"]] = new(clients.Keys.First());
            tokens[seed["refreshToken"]] = tokens[seed["accessToken"]];
        }
    }

    public static Task<StartedServer> StartAsync(HostArguments args)
    {
        var bare = new BareOAuth(args.Release!);
        return BareServer.StartAsync(args.Port, app => app.MapPost("/introspect", (RequestDelegate)bare.IntrospectAsync));
    }

    private async Task IntrospectAsync(HttpContext context)
    {
        var reader = context.Request.BodyReader;
        var read = await reader.ReadAsync();
        while (!read.IsCompleted)
        {
            reader.AdvanceTo(read.Buffer.Start, read.Buffer.End);
            read = await reader.ReadAsync();
        }

        await AnswerAsync(context, read.Buffer);
    }

    private Task AnswerAsync(HttpContext context, in ReadOnlySequence<byte> body)
    {
        var token = TokenIn(Encoding.UTF8.GetString(body), out var isOne);
        context.Request.BodyReader.AdvanceTo(body.End);
        if (!string.Equals(context.Request.ContentType, "application/x-www-form-urlencoded", StringComparison.OrdinalIgnoreCase))
            return WriteAsync(context.Response, 400, Invalid);
        if (ClientOf(context.Request.Headers.Authorization) is not { } client)
            return WriteAsync(context.Response, 401, Unknown);
        if (!isOne)
            return WriteAsync(context.Response, 400, Invalid);
        var isActive = tokens.TryGetValue(token!, out var session) && !session.IsEnded
            && string.Equals(session.User, client, StringComparison.Ordinal);
        return WriteAsync(context.Response, 200, isActive ? Active : Inactive);
    }

    private string? ClientOf(StringValues authorization)
    {
        if (authorization is not [{ } header] || !header.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase))
            return null;
        Span<byte> pair = stackalloc byte[header.Length];
        if (!Convert.TryFromBase64Chars(header.AsSpan(Scheme.Length), pair, out var length))
            return null;
        var text = Encoding.UTF8.GetString(pair[..length]);
        var colon = text.IndexOf(':', StringComparison.Ordinal);
        if (colon < 0)
            return null;
        var id = Uri.UnescapeDataString(text[..colon]);
        return clients.TryGetValue(id, out var secret)
            && string.Equals(secret, Uri.UnescapeDataString(text[(colon + 1)..]), StringComparison.Ordinal) ? id : null;
    }

    /// <param name="isOne">Whether the form has one token, as the schema says.</param>
    private static string? TokenIn(string form, out bool isOne)
    {
        string? token = null;
        isOne = false;
        foreach (var field in form.AsSpan().Split('&'))
        {
            var pair = form.AsSpan()[field];
            if (!pair.StartsWith("token=", StringComparison.Ordinal))
                continue;
            isOne = token is null;
            token = Uri.UnescapeDataString(pair["token=".Length..].ToString().Replace('+', ' '));
        }

        return token;
    }

    private static Task WriteAsync(HttpResponse response, int status, byte[] body)
    {
        response.StatusCode = status;
        response.Headers.ContentType = Json;
        response.Headers.ContentLength = body.Length;
        var writing = response.BodyWriter.WriteAsync(body);
        return writing.IsCompletedSuccessfully ? Task.CompletedTask : writing.AsTask();
    }
}
