using System.Collections.Concurrent;

namespace LogoutContracts.MockServer.Flaws.Retries;

/// <summary>A list of refused tokens that loses entries.</summary>
internal static class ShortMemory
{
    private const int Remembered = 3;
    private const int Servers = 7;

    public static IReadOnlyList<Flaw> Flaws { get; } =
    [
        Flaw.Remembering("refuses-last-three", "T27", "laravel",
            "The list of refused tokens holds three. After further logouts, a dead token works again.", static () =>
        {
            var refused = new ConcurrentQueue<string>();
            return async (call, answer) =>
            {
                if (call is { CallerWasEnded: true, IsLogout: false } && !refused.Contains(call.Token!, StringComparer.Ordinal))
                    call.ActAs(call.Twin());
                await answer();
                if (!call.HasLoggedOut)
                    return;
                refused.Enqueue(call.Token!);
                while (refused.Count > Remembered && refused.TryDequeue(out _))
                {
                }
            };
        }),
        Flaw.Remembering("one-server-forgets", "T27", "rocketchat", "Of seven servers that take turns, one has not heard of the logout.",
            static () =>
        {
            var requests = new ConcurrentDictionary<string, int>(StringComparer.Ordinal);
            return (call, answer) =>
            {
                if (call is { CallerWasEnded: true, IsProbe: true }
                    && requests.AddOrUpdate(call.Token!, 1, static (_, before) => before + 1) % Servers == 0)
                    call.ActAs(call.Twin());
                return answer();
            };
        }),
        Flaw.Remembering("refuses-for-a-second", "T27", "symphony",
            "The list of refused tokens is emptied after a second. Then a dead token works again.", static () =>
        {
            var deaths = new ConcurrentDictionary<string, long>(StringComparer.Ordinal);
            return async (call, answer) =>
            {
                if (call is { CallerWasEnded: true, IsProbe: true } && deaths.TryGetValue(call.Token!, out var death)
                    && call.Now - death > call.Frequency)
                    call.ActAs(call.Twin());
                await answer();
                if (call.HasLoggedOut)
                    deaths[call.Token!] = call.Now;
            };
        }),
    ];
}
