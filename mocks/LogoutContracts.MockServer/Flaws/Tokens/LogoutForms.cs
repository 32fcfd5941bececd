using LogoutContracts.Mocks.Plans;

namespace LogoutContracts.MockServer.Flaws.Tokens;

/// <summary>Logouts that report success but end nothing, depending on the form of the request.</summary>
internal static class LogoutForms
{
    public static IReadOnlyList<Flaw> Flaws { get; } =
    [
        Ignoring("with-body-ends-nothing", "laravel", "A logout with a body reports success and ends nothing.", static call =>
            call.Body.Length > 0, static plan => !HasBody(plan)),
        Ignoring("without-body-ends-nothing", "rocketchat", "A logout without its body reports success and ends nothing.",
            static call => call.Body.Length == 0, HasBody),
        Ignoring("as-text-ends-nothing", "rocketchat", "A logout whose body is sent as text reports success and ends nothing.",
            static call => Is(call.Request.Headers.ContentType, "text/plain"), HasBody),
        Ignoring("for-browsers-ends-nothing", "crafter", "A logout from a browser gets a page that reports success, and ends nothing.",
            static call => Is(call.Request.Headers.Accept, "text/html")),
    ];

    private static bool Is(Microsoft.Extensions.Primitives.StringValues header, string mediaType) =>
        header.ToString().StartsWith(mediaType, StringComparison.OrdinalIgnoreCase);

    private static bool HasBody(MockPlan plan) =>
        Preconditions.EnderOf(plan, plan.Contract.Sessions.DefaultKind)?.Variant.Request.Body is not null;

    private static Flaw Ignoring(
        string name, string on, string summary, Func<FlawedCall, bool> isIgnored, Func<MockPlan, bool>? shows = null) => Flaw.Of(
        name,
        "T24",
        on,
        summary,
        async (call, answer) =>
        {
            if (call is { IsLogout: true, CallerWasActive: true } && isIgnored(call))
                call.Answer(200, "text/plain", "Logged out");
            else
                await answer();
        },
        shows);
}
