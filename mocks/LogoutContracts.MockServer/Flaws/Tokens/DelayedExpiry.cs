using System.Collections.Concurrent;

namespace LogoutContracts.MockServer.Flaws.Tokens;

/// <summary>A logout that takes effect too late.</summary>
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
    ];
}
