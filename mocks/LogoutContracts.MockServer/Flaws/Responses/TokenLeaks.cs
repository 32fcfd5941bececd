using System.Text;

namespace LogoutContracts.MockServer.Flaws.Responses;

/// <summary>Flaws that leak the token in URLs, bodies and error messages, where logs record it.</summary>
internal static class TokenLeaks
{
    public static IReadOnlyList<Flaw> Flaws { get; } =
    [
        Flaw.Of(
            "token-in-location",
            "T3",
            "laravel",
            "The logout redirects to a URL that contains the token.",
            static async (call, answer) =>
            {
                await answer();
                if (call.HasLoggedOut)
                    call.Response.Headers.Location = $"/login?ended={Uri.EscapeDataString(call.Token!)}";
            }),
        Flaw.Of("token-echoed", "T3", "symphony", "The logout's response body contains the token.", static async (call, answer) =>
        {
            await answer();
            if (call.HasLoggedOut && call.Text is ['{', .. var rest])
                call.Replace($"{{\"ended\":\"{call.Token}\",{rest}");
        }),
        Flaw.Of(
            "token-in-error",
            "T3",
            "laravel",
            "The error message for a rejected token contains the token.",
            static async (call, answer) =>
            {
                await answer();
                if (call is { Response.StatusCode: 401 or 403, Token: { } token })
                    call.Answer(call.Response.StatusCode, "application/json", $"{{\"message\":\"The token {token} is not valid.\"}}");
            }),
        Flaw.Of("token-in-header", "T3", "crafter", "Responses contain the token in a header for tracing.", static async (call, answer) =>
        {
            await answer();
            if (call.CallerWasActive)
                call.Response.Headers["X-Trace-Session"] = call.Token;
        }),
        Flaw.Of(
            "token-in-base64",
            "T3",
            "laravel",
            "An error message contains the rejected request in base64, with its token.",
            static async (call, answer) =>
            {
                await answer();
                if (call is not { Response.StatusCode: 401 or 403, Token: { } token })
                    return;
                var trace = Convert.ToBase64String(Encoding.UTF8.GetBytes($"Authorization: Bearer {token}"));
                call.Answer(call.Response.StatusCode, "application/json", $"{{\"message\":\"Unauthenticated.\",\"trace\":\"{trace}\"}}");
            }),
    ];
}
