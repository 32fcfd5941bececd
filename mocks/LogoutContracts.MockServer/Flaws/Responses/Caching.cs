using LogoutContracts.Specs.Model;
using Microsoft.Extensions.Primitives;

namespace LogoutContracts.MockServer.Flaws.Responses;

/// <summary>Flaws in Cache-Control and Clear-Site-Data.</summary>
internal static class Caching
{
    public static IReadOnlyList<Flaw> Flaws { get; } =
    [
        Flaw.Of(
            "cacheable",
            "T5",
            "laravel",
            "Responses that need a session may be cached, and are still shown after the logout.",
            static async (call, answer) =>
            {
                await answer();
                if (call is { IsProbe: true, CallerWasActive: true })
                    call.Response.Headers.CacheControl = "public, max-age=600";
            }),
        Flaw.Of(
            "clear-site-data-unquoted",
            "T5",
            "crafter",
            "The Clear-Site-Data header lacks the required quotes, so browsers ignore it.",
            static async (call, answer) =>
            {
                await answer();
                if (call.HasLoggedOut)
                    call.Response.Headers["Clear-Site-Data"] = "cookies, storage";
            }),
        Flaw.Of(
            "drops-no-store",
            "T5",
            "crafter=3.1.31",
            "The logout's response lacks the headers that prevent caching.",
            static async (call, answer) =>
            {
                await answer();
                if (call.IsLogout)
                    call.Response.Headers.CacheControl = StringValues.Empty;
            },
            static plan => plan.Variants.Any(
                variant => variant.IsDefault && variant.Variant.Ends(Role.Caller)
                    && (variant.Answer?.Headers ?? [])
                        .Any(header => header.Name.Equals("Cache-Control", StringComparison.OrdinalIgnoreCase)))),
    ];
}
