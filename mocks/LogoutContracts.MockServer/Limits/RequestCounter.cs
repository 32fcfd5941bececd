namespace LogoutContracts.MockServer.Limits;

/// <summary>Counts the requests of one client in the current window, without locks.</summary>
internal sealed class RequestCounter
{
    private Window current = new(long.MinValue);

    /// <summary>Counts a request, which starts a new window if the last one is over.</summary>
    /// <param name="now">In clock ticks, like <paramref name="length"/>.</param>
    /// <returns>The number of requests in the window, including this one, and when the window ends.</returns>
    public (int Calls, long End) Count(long now, long length)
    {
        while (true)
        {
            var window = Volatile.Read(ref current);
            if (now < window.End)
                return (window.Count(), window.End);
            Interlocked.CompareExchange(ref current, new(now + length), window);
        }
    }

    public bool IsOver(long now) => now >= Volatile.Read(ref current).End;

    private sealed class Window(long end)
    {
        private int calls;

        public long End => end;

        public int Count() => Interlocked.Increment(ref calls);
    }
}
