using System.Collections.Concurrent;
using LogoutContracts.Mocks.Plans;
using LogoutContracts.Specs.Model;

namespace LogoutContracts.MockServer.Flaws.Tokens;

/// <summary>Logouts that take effect too late, and tokens that live longer than they may.</summary>
internal static class DelayedExpiry
{
    private const double Seconds = 3;

    public static IReadOnlyList<Flaw> Flaws { get; } =
    [
        Flaw.Remembering(
            "dies-later",
            "T18",
            "rocketchat",
            "The token still works for three seconds after the logout, as with a stale cache.",
            static () =>
            {
                var dying = new ConcurrentDictionary<string, long>(StringComparer.Ordinal);
                return async (call, answer) =>
                {
                    if (call.Token is { } token && dying.TryGetValue(token, out var death) && call.Now >= death)
                        call.Caller!.End();
                    await answer();
                    if (call is { IsLogout: true, IsCallerEnded: true }
                        && call.Now < dying.GetOrAdd(call.Token!, call.Now + (long)(Seconds * call.Frequency)))
                        call.Table.Revive(call.Caller!);
                };
            }),
        Flaw.Of(
            "outlives-lifetime",
            "T18",
            "oauth2=jwt",
            "The logout leaves the access token alive, and it works even when its lifetime is over.",
            static (call, answer) =>
            {
                if (call is { CallerState: SessionState.Expired, IsLogout: false })
                    call.ActAs(call.Twin());
                return answer();
            },
            static plan => Preconditions.EnderOf(plan, plan.Contract.Sessions.DefaultKind) is { } logout
                && plan.Contract.Sessions.Credentials.Any(credential => credential.Lifetime is not null
                    && logout.Variant.StateAfter(Role.Caller, credential.Name) == SessionState.Active)),
    ];
}
