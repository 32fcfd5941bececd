namespace LogoutContracts.MockServer.Overrides;

/// <summary>Which matching requests an override applies to.</summary>
public abstract record Trigger
{
    private Trigger()
    {
    }

    /// <summary>All requests, until the override is removed.</summary>
    public sealed record Always : Trigger;

    /// <summary>Only the next <paramref name="Count"/> requests.</summary>
    public sealed record Next(int Count) : Trigger;

    /// <summary>Every <paramref name="Nth"/> request.</summary>
    public sealed record Every(int Nth) : Trigger;

    /// <summary>A random share of the requests, from 0 to 1. The seed determines which ones.</summary>
    public sealed record Share(double Fraction, int Seed) : Trigger;
}

/// <summary>Counts requests and applies a trigger to them.</summary>
/// <param name="seenBefore">Number of requests that were counted before.</param>
internal sealed class TriggerCounter(Trigger trigger, long seenBefore = 0)
{
    private long seen = seenBefore;
    private long met = MetOf(trigger, seenBefore);

    /// <summary>Counts a request; returns whether the override applies to it.</summary>
    public bool Take()
    {
        var taken = Takes(trigger, Interlocked.Increment(ref seen));
        if (taken)
            Interlocked.Increment(ref met);
        return taken;
    }

    /// <summary>Whether the override applies to the request with this number.</summary>
    /// <param name="number">Starts at 1.</param>
    public static bool Takes(Trigger trigger, long number) => trigger switch
    {
        Trigger.Next next => number <= next.Count,
        Trigger.Every every => number % every.Nth == 0,
        Trigger.Share share => Fraction(share.Seed, number) < share.Fraction,
        _ => true,
    };

    /// <summary>Number of matching requests so far.</summary>
    public long Seen => Interlocked.Read(ref seen);

    /// <summary>Number of requests that the override was applied to.</summary>
    public long Met => Interlocked.Read(ref met);

    /// <summary>Whether it can no longer apply to any request.</summary>
    public bool IsOver => trigger is Trigger.Next next && Seen >= next.Count;

    private static long MetOf(Trigger trigger, long count)
    {
        if (trigger is Trigger.Always)
            return count;
        var met = 0L;
        for (var number = 1L; number <= count; number++)
            met += Takes(trigger, number) ? 1 : 0;
        return met;
    }

    // SplitMix64: good enough as random numbers, the same on every machine, and without state that requests would share.
    private static double Fraction(int seed, long number)
    {
        unchecked
        {
            var z = ((ulong)(uint)seed << 32) + ((ulong)number * 0x9E3779B97F4A7C15);
            z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
            z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
            return ((z ^ (z >> 31)) >> 11) * (1.0 / (1UL << 53));
        }
    }
}
