namespace LogoutContracts.MockServer.Flaws.Responses;

/// <summary>Cross-origin headers that let pages of other sites use the visitor's cookies.</summary>
internal static class ForeignOrigin
{
    public static IReadOnlyList<Flaw> Flaws { get; } =
    [
        Flaw.Of("reflects-origin", "T26", "crafter", "Responses allow any origin that the request names, with credentials.",
            static async (call, answer) =>
        {
            await answer();
            Allow(call, static origin => origin.Contains("://", StringComparison.Ordinal));
        }),
        Flaw.Of("allows-null-origin", "T26", "edin", "Responses allow the origin null, which any page can have, with credentials.",
            static async (call, answer) =>
        {
            await answer();
            Allow(call, static origin => origin is "null");
        }),
    ];

    private static void Allow(FlawedCall call, Func<string, bool> isAllowed)
    {
        if (call.Request.Headers.Origin is not [{ } origin] || !isAllowed(origin))
            return;
        call.Response.Headers.AccessControlAllowOrigin = origin;
        call.Response.Headers.AccessControlAllowCredentials = "true";
    }
}
