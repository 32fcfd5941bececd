using System.Collections.Concurrent;
using LogoutContracts.MockServer.Sessions;
using LogoutContracts.Specs.Model;
using Microsoft.AspNetCore.Http;

namespace LogoutContracts.MockServer.Flaws.Responses;

/// <summary>The login sets a second cookie that logs its owner in again, and the logout does not revoke it.</summary>
internal static class RememberMe
{
    private const string Name = "REMEMBERME";

    public static IReadOnlyList<Flaw> Flaws { get; } =
    [
        Flaw.Remembering(
            "remember-me-survives",
            "T4",
            "crafter",
            "The login also sets a cookie that logs its owner in again, and the logout does not end that one.",
            static () =>
            {
                var remembered = new ConcurrentDictionary<string, Session>(StringComparer.Ordinal);
                return async (call, answer) =>
                {
                    if (call.Presented.Length == 0 && call.CookieOf(Name) is { } cookie && remembered.TryGetValue(cookie, out var owner))
                        call.ActAs(call.Twin(owner));
                    var known = call.Table.All.ToHashSet();
                    await answer();
                    if (call.OpenedSince(known) is not { } opened)
                        return;
                    var value = Guid.NewGuid().ToString("N");
                    remembered[value] = opened;
                    call.Response.Headers.Append("Set-Cookie", $"{Name}={value}; Path=/; Max-Age=31536000; HttpOnly");
                };
            },
            static plan => plan.Contract.Sessions.Credentials.SelectMany(credential => credential.Carriers)
                .Any(carrier => carrier.Kind == CarrierKind.Cookie)),
    ];
}
