using System.Collections.Concurrent;

namespace LogoutContracts.MockServer.Flaws.Replicas;

/// <summary>Servers that share sessions, but keep in their own memory what they need to refuse a dead token.</summary>
internal static class LocalMemory
{
    private const double CachedSeconds = 0.5;

    public static IReadOnlyList<Flaw> Flaws { get; } =
    [
        Flaw.OfReplicas("replica-forgets", "T28", "rocketchat",
            "Each server has its own list of refused tokens, and does not learn of a logout at another one.", static () =>
        {
            var refused = new ConcurrentDictionary<string, bool>(StringComparer.Ordinal);
            return async (call, answer) =>
            {
                if (call.CallerWasEnded && !refused.ContainsKey(call.Token!))
                    call.ActAs(call.Twin());
                await answer();
                foreach (var session in call.Ended)
                    refused[session[call.Model.Key]] = true;
            };
        }),
        Flaw.OfReplicas("replica-late", "T28", "laravel",
            "Each server caches live sessions for half a second, and a logout clears only the cache of its own server.", static () =>
        {
            var cached = new ConcurrentDictionary<string, long>(StringComparer.Ordinal);
            return async (call, answer) =>
            {
                if (call.CallerWasActive)
                    cached[call.Token!] = call.Now;
                else if (call.CallerWasEnded && cached.TryGetValue(call.Token!, out var since)
                    && call.Now - since < CachedSeconds * call.Frequency)
                    call.ActAs(call.Twin());
                await answer();
                foreach (var session in call.Ended)
                    cached.TryRemove(session[call.Model.Key], out _);
            };
        }),
        Flaw.OfReplicas("restart-revives", "T29", "crafter",
            "The list of refused tokens is in memory. After a restart, all tokens that were dead before work again.", static () =>
        {
            var (sync, forgotten) = (new Lock(), (HashSet<string>?)null);
            return (call, answer) =>
            {
                lock (sync)
                {
                    forgotten ??= call.Table.All.Where(call.IsEnded).Select(session => session[call.Model.Key])
                        .ToHashSet(StringComparer.Ordinal);
                }

                if (call.CallerWasEnded && forgotten.Contains(call.Token!))
                    call.ActAs(call.Twin());
                return answer();
            };
        }),
    ];
}
