using Microsoft.AspNetCore.WebUtilities;

namespace LogoutContracts.MockServer.Flaws.Responses;

/// <summary>An open redirect at logout.</summary>
internal static class OpenRedirect
{
    public static IReadOnlyList<Flaw> Flaws { get; } =
    [
        Flaw.Of("open-redirect", "T14", "edin", "The logout redirects to any URL in the request.", static async (call, answer) =>
        {
            await answer();
            var to = QueryHelpers.ParseQuery(call.Request.QueryString).Values.Select(value => value.ToString())
                .FirstOrDefault(value => value.Contains("://", StringComparison.Ordinal));
            if (!call.IsLogout || to is null)
                return;
            call.Answer(302, "text/plain", "");
            call.Response.Headers.Location = to;
        }),
    ];
}
