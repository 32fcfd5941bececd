using LogoutContracts.MockServer.Sessions;

namespace LogoutContracts.MockServer.Sharing;

/// <summary>Reads or changes shared sessions outside of a request to a contract.</summary>
internal static class SharedUse
{
    /// <summary>Looks, uses the table, and stores what has changed; again, if another server was faster.</summary>
    /// <remarks>It blocks. That is only for calls of the admin API, which are few.</remarks>
    public static T Use<T>(this ISharedContract shared, SessionQuery query, Func<Look, T> use)
    {
        return UseAsync().AsTask().GetAwaiter().GetResult();

        async ValueTask<T> UseAsync()
        {
            var deadline = Deadline.After(shared.Timeout);
            while (true)
            {
                var look = await shared.LookAsync(query, deadline).ConfigureAwait(false);
                var used = use(look.Look);
                if (await shared.TryApplyAsync(look, deadline).ConfigureAwait(false))
                    return used;
            }
        }
    }
}
