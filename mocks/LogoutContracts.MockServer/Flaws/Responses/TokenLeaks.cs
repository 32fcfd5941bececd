namespace LogoutContracts.MockServer.Flaws.Responses;

/// <summary>Flaws that leak the token in URLs, bodies and error messages, where logs record it.</summary>
internal static class TokenLeaks
{
    public static IReadOnlyList<Flaw> Flaws { get; } =
    [
        Flaw.Of("token-in-location", "T3", "laravel", "The logout sends the client on to an address that has the token in it.", static async (call, answer) =>
        {
            await answer();
            if (call.HasLoggedOut)
                call.Response.Headers.Location = $"/login?ended={Uri.EscapeDataString(call.Token!)}";
        }),
        Flaw.Of("token-echoed", "T3", "symphony", "The logout's answer repeats the token in its body.", static async (call, answer) =>
        {
            await answer();
            if (call.HasLoggedOut && call.Text is ['{', .. var rest])
                call.Replace($"{{\"ended\":\"{call.Token}\",{rest}");
        }),
        Flaw.Of("token-in-error", "T3", "laravel", "The text of a refusal repeats the token that was refused.", static async (call, answer) =>
        {
            await answer();
            if (call is { Response.StatusCode: 401 or 403, Token: { } token })
                call.Answer(call.Response.StatusCode, "application/json", $"{{\"message\":\"The token {token} is not valid.\"}}");
        }),
    ];
}
