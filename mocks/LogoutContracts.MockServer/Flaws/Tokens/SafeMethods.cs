namespace LogoutContracts.MockServer.Flaws.Tokens;

/// <summary>Safe methods (RFC 9110, section 9.2.1) and rejected ones that end the session.</summary>
internal static class SafeMethods
{
    public static IReadOnlyList<Flaw> Flaws { get; } =
        [Ending("GET", "laravel"), Ending("HEAD", "laravel"), Ending("OPTIONS", "rocketchat"), Ending("PUT", "symphony")];

    private static Flaw Ending(string method, string on) => Flaw.Of(
        $"ends-on-{method.ToLowerInvariant()}",
        "T8",
        on,
        $"{method} on the logout's path ends the session, although the method is {(method is "PUT" ? "rejected" : "safe")}.",
        async (call, answer) =>
        {
            await answer();
            if (call is { IsOnLogoutPath: true, IsLogout: false } && string.Equals(call.Request.Method, method, StringComparison.Ordinal))
                call.Caller?.End();
        });
}
