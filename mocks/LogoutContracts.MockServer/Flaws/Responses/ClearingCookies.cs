using LogoutContracts.Mocks.Plans;
using LogoutContracts.Specs.Model;
using Microsoft.AspNetCore.Http;

namespace LogoutContracts.MockServer.Flaws.Responses;

/// <summary>Flaws in clearing the session cookie: the browser keeps it.</summary>
internal static class ClearingCookies
{
    public static IReadOnlyList<Flaw> Flaws { get; } =
    [
        Clearing(
            "clears-wrong-path", "The logout clears the cookie with a different Path than the login set, so browsers keep it.",
            static name => $"{name}=; Path=/elsewhere; Max-Age=0; HttpOnly"),
        Clearing(
            "clears-without-expiry", "The logout empties the cookie but does not expire it, so browsers keep it.",
            static name => $"{name}=; Path=/studio; HttpOnly"),
        Clearing(
            "merges-set-cookie", "The logout puts two cookies into one Set-Cookie header; browsers read only the first.",
            static name => $"XSRF-TOKEN=; Path=/studio; Max-Age=0, {name}=; Path=/studio; Max-Age=0; HttpOnly"),
    ];

    private static Flaw Clearing(string name, string summary, Func<string, string> cookie) => Flaw.Of(
        name,
        "T4",
        "crafter",
        summary,
        async (call, answer) =>
        {
            await answer();
            if (call.HasLoggedOut)
                call.Response.Headers.Append("Set-Cookie", cookie(CookieOf(call.Plan)!));
        },
        static plan => CookieOf(plan) is not null);

    private static string? CookieOf(MockPlan plan) =>
        plan.Contract.Sessions.Credentials.SelectMany(credential => credential.Carriers)
            .FirstOrDefault(carrier => carrier.Kind == CarrierKind.Cookie)?.Name;
}
