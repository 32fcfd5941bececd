namespace LogoutContracts.MockServer.Admin.Routes;

/// <summary>Signs browsers in and out. Without an admin token there is nothing to sign in to.</summary>
internal static class BrowserRoutes
{
    private const string SignIn = AdminRoute.Root + "/sign-in";
    private const string SignOut = AdminRoute.Root + "/sign-out";

    /// <param name="isOverTls">Whether the admin port uses HTTPS.</param>
    public static IEnumerable<AdminRoute> Of(AdminGate gate, SignedInBrowsers browsers, bool isOverTls) =>
    [
        new("POST", SignIn, request =>
        {
            var fields = AdminFields.OfBody(request);
            var token = fields.Text("token");
            if (fields.Problem() is { } problem)
                return problem;
            return gate.NeedsToken && !gate.IsToken(token!) ? AdminProblems.Unauthorized()
                : AdminReply.Done with { Headers = [("Set-Cookie", browsers.SignIn(isOverTls))] };
        })
        {
            IsOpen = true,
        },
        new("POST", SignOut, request => AdminReply.Done with
        {
            Headers = [("Set-Cookie", browsers.SignOut(request.Headers.Cookie, isOverTls))],
        })
        {
            IsOpen = true,
        },
    ];
}
