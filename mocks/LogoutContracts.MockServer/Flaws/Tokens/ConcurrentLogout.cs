using System.Collections.Concurrent;

namespace LogoutContracts.MockServer.Flaws.Tokens;

/// <summary>Flaws in concurrent logouts with one token.</summary>
internal static class ConcurrentLogout
{
    // How long a logout waits for a concurrent one. Long enough for two that are sent together, even on a busy machine.
    private static readonly TimeSpan Crossing = TimeSpan.FromMilliseconds(150);

    public static IReadOnlyList<Flaw> Flaws { get; } =
    [
        Surviving(Crossing),
        Flaw.Remembering(
            "logouts-at-once-500",
            "T17",
            "symphony",
            "One of two concurrent logouts with one token crashes (500).",
            static () =>
            {
                var crossings = new Crossings(Crossing);
                return async (call, answer) =>
                {
                    var isLate = call is { IsLogout: true, CallerWasActive: true } && await crossings.MeetAsync(call.Token!) == Place.Late;
                    await answer();
                    if (isLate)
                        call.Answer(500, "text/plain", "Deadlock found when trying to get lock");
                };
            }),
    ];

    /// <param name="crossing">How long a logout waits for a concurrent one.</param>
    public static Flaw Surviving(TimeSpan crossing) => Flaw.Remembering(
        "logouts-at-once-survive",
        "T17",
        "laravel",
        "After two concurrent logouts with one token, the token still works.",
        () =>
        {
            var crossings = new Crossings(crossing);
            return async (call, answer) =>
            {
                var met = call is { IsLogout: true, Token: { } token } && await crossings.MeetAsync(token) != Place.Alone;
                await answer();
                if (met && call.IsCallerEnded)
                    call.Table.Revive(call.Caller!);
            };
        });

    private enum Place
    {
        Alone,
        First,
        Late,
    }

    /// <summary>Pairs concurrent logouts of one token.</summary>
    private sealed class Crossings(TimeSpan crossing)
    {
        private readonly ConcurrentDictionary<string, TaskCompletionSource> waiting = new(StringComparer.Ordinal);

        public async Task<Place> MeetAsync(string token)
        {
            var mine = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            var first = waiting.GetOrAdd(token, mine);
            if (!ReferenceEquals(first, mine))
            {
                first.TrySetResult();
                return Place.Late;
            }

            if (await Task.WhenAny(mine.Task, Task.Delay(crossing)) == mine.Task)
                return Place.First;
            waiting.TryRemove(new(token, mine));
            return Place.Alone;
        }
    }
}
