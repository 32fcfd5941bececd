using System.Collections.Concurrent;
using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace LogoutContracts.Sample;

/// <summary>A small service to test: a login, a list of tickets that needs a session, and a logout. It can have one planted bug.</summary>
internal sealed class TicketService : IAsyncDisposable
{
    private const string Scheme = "Bearer ";
    private const string Password = "correct-horse";
    private const string Trace =
        "Unhandled exception. JsonException: unexpected end of text\n   at Tickets.Logins.Read(Stream body) in Logins.cs:line 17\n";

    private static readonly string[] Tickets = ["Printer on fire"];

    private readonly ConcurrentDictionary<string, string> userOfToken = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, int> lateTokens = new(StringComparer.Ordinal);
    private readonly WebApplication application;
    private readonly Bug bug;

    private TicketService(Bug bug)
    {
        this.bug = bug;
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        application = builder.Build();
        application.Use(BeforeRoutingAsync);
        application.UseRouting();
        application.MapPost("/login", (Delegate)LogInAsync);
        application.MapGet("/tickets", (Delegate)ListTickets);
        application.MapDelete("/session", (Delegate)LogOut);
    }

    /// <summary>The base URL of the service.</summary>
    public Uri Address =>
        new(application.Services.GetRequiredService<IServer>().Features.GetRequiredFeature<IServerAddressesFeature>().Addresses.First());

    public static async Task<TicketService> StartAsync(Bug bug = Bug.None)
    {
        var service = new TicketService(bug);
        await service.application.StartAsync();
        return service;
    }

    public ValueTask DisposeAsync() => application.DisposeAsync();

    private Task BeforeRoutingAsync(HttpContext context, RequestDelegate next)
    {
        // The bug: the session ends before the method is checked.
        if (bug == Bug.AnyMethodEndsTheSession && context.Request.Path == "/session"
            && !HttpMethods.IsDelete(context.Request.Method) && TokenOf(context) is { } token)
            userOfToken.TryRemove(token, out _);
        return next(context);
    }

    private async Task<IResult> LogInAsync(HttpContext context)
    {
        if (context.Request.ContentType is { } type && !type.StartsWith("application/json", StringComparison.OrdinalIgnoreCase))
            return Results.StatusCode(StatusCodes.Status415UnsupportedMediaType);
        JsonDocument body;
        try
        {
            body = await JsonDocument.ParseAsync(context.Request.Body);
        }
        catch (JsonException)
        {
            return bug == Bug.BadJsonShowsTheStack
                ? Results.Text(Trace, statusCode: StatusCodes.Status500InternalServerError) : BadRequest();
        }

        using (body)
        {
            var (user, password) = (TextOf(body.RootElement, "user"), TextOf(body.RootElement, "password"));
            if (user is null || password is null || (body.RootElement.EnumerateObject().Count() > 2 && bug != Bug.LoginTakesAnyProperty))
                return BadRequest();
            if (!string.Equals(password, Password, StringComparison.Ordinal))
                return NotLoggedIn();
            var token = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32));
            userOfToken[token] = user;
            return Results.Json(new Dictionary<string, string>(StringComparer.Ordinal) { ["token"] = token });
        }
    }

    private IResult ListTickets(HttpContext context)
    {
        if (!IsLive(TokenOf(context)))
            return NotLoggedIn();
        var limit = context.Request.Query["limit"].ToString();
        var isValid = !context.Request.Query.ContainsKey("limit")
            || (int.TryParse(limit, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
                && number is >= 1 && (number <= 50 || bug == Bug.LimitHasNoEnd));
        return isValid ? Results.Json(Tickets) : BadRequest();
    }

    private IResult LogOut(HttpContext context)
    {
        var token = TokenOf(context);
        if (token is { Length: < 64 } && bug == Bug.ShortTokensCrash)
            throw new ArgumentException($"The token has {token.Length} characters.", nameof(context));
        if (token is null && bug == Bug.LogoutNeedsNoToken)
            return Results.NoContent();
        if (!IsLive(token))
            return NotLoggedIn();
        switch (bug)
        {
            case Bug.LogoutKeepsTheSession:
                break;
            case Bug.LogoutEndsAllSessions:
                var user = userOfToken[token!];
                foreach (var (other, _) in userOfToken.Where(pair => string.Equals(pair.Value, user, StringComparison.Ordinal)))
                    userOfToken.TryRemove(other, out _);
                break;
            case Bug.LogoutComesLate:
                lateTokens[token!] = 1;
                break;
            default:
                userOfToken.TryRemove(token!, out _);
                break;
        }

        return Results.NoContent();
    }

    private bool IsLive(string? token)
    {
        if (token is null || !userOfToken.ContainsKey(token))
            return false;

        // The bug: a cache keeps the session for one more request.
        if (lateTokens.TryRemove(token, out _))
            userOfToken.TryRemove(token, out _);
        return true;
    }

    private static string? TokenOf(HttpContext context) =>
        context.Request.Headers.Authorization.ToString() is { } header
        && header.StartsWith(Scheme, StringComparison.Ordinal) && header.Length > Scheme.Length
            ? header[Scheme.Length..] : null;

    private static string? TextOf(JsonElement body, string name) =>
        body.ValueKind == JsonValueKind.Object && body.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String
            ? value.GetString() : null;

    private static IResult BadRequest() => Error("This request cannot be used.", StatusCodes.Status400BadRequest);

    private static IResult NotLoggedIn() => Error("Not logged in.", StatusCodes.Status401Unauthorized);

    private static IResult Error(string message, int status) =>
        Results.Json(new Dictionary<string, string>(StringComparer.Ordinal) { ["error"] = message }, statusCode: status);
}

/// <summary>The bugs that the service can have.</summary>
public enum Bug
{
    /// <summary>The service is correct.</summary>
    None,

    /// <summary>The logout reports success, but does not end the session.</summary>
    LogoutKeepsTheSession,

    /// <summary>The logout ends all sessions of the user.</summary>
    LogoutEndsAllSessions,

    /// <summary>After the logout, a cache accepts the token for one more request.</summary>
    LogoutComesLate,

    /// <summary>A logout without a token reports success.</summary>
    LogoutNeedsNoToken,

    /// <summary>Any method on <c>/session</c> ends the session, not only DELETE.</summary>
    AnyMethodEndsTheSession,

    /// <summary>A token that is too short causes an exception.</summary>
    ShortTokensCrash,

    /// <summary>For a body that is not JSON, the response has the stack trace.</summary>
    BadJsonShowsTheStack,

    /// <summary>The login accepts properties that the schema forbids.</summary>
    LoginTakesAnyProperty,

    /// <summary>The maximum of <c>limit</c> is not checked.</summary>
    LimitHasNoEnd,
}
