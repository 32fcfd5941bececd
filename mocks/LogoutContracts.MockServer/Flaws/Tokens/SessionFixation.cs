using LogoutContracts.Mocks.Plans;
using LogoutContracts.MockServer.Sessions;
using LogoutContracts.Specs.Model;
using Microsoft.AspNetCore.Http;

namespace LogoutContracts.MockServer.Flaws.Tokens;

/// <summary>A login adopts the token that its request carries.</summary>
internal static class SessionFixation
{
    public static IReadOnlyList<Flaw> Flaws { get; } =
    [
        Flaw.Remembering("adopts-any-token", "T25", "laravel",
            "A token that a login request carries opens the new session, even if the client made it up.", static () =>
            Adopting(static (call, _) => call.Presented)),
        Flaw.Remembering("adopts-early-cookie", "T25", "crafter", "The login keeps the cookie that the server had set before the login.",
            static () => Adopting(static (call, issued) => issued.Contains(call.Presented) ? call.Presented : null), HasCookie),
    ];

    private static FlawAct Adopting(Func<FlawedCall, HashSet<string>, string?> adopted)
    {
        var (adoptions, issued) = (new Dictionary<string, Session>(StringComparer.Ordinal), new HashSet<string>(StringComparer.Ordinal));
        return async (call, answer) =>
        {
            if (call.Caller is null && call.Presented.Length > 0 && Find(adoptions, call.Presented) is { } owner)
                call.ActAs(owner);
            var known = call.Table.All.ToHashSet();
            await answer();
            lock (adoptions)
            {
                if (call is { Presented: "", IsProbe: true } && Issue(call) is { } early)
                    issued.Add(early);
                if (call is { Caller: null, Presented.Length: > 0 } && call.OpenedSince(known) is { } opened
                    && adopted(call, issued) is { } token)
                    adoptions[token] = opened;
            }
        };
    }

    private static Session? Find(Dictionary<string, Session> adoptions, string token)
    {
        lock (adoptions)
            return adoptions.GetValueOrDefault(token);
    }

    private static string? Issue(FlawedCall call)
    {
        var key = call.Model.Credentials[call.Model.Key];
        if (key.Carriers.FirstOrDefault(carrier => carrier.Kind == CarrierKind.Cookie) is not { } cookie)
            return null;
        var early = key.Format.Fresh();
        call.Response.Headers.Append("Set-Cookie", $"{cookie.Name}={early}; Path=/; HttpOnly");
        return early;
    }

    private static bool HasCookie(MockPlan plan) =>
        plan.Contract.Sessions.Credentials.SelectMany(credential => credential.Carriers).Any(carrier => carrier.Kind == CarrierKind.Cookie);
}
