namespace LogoutContracts.MockServer.Overrides;

/// <summary>Which of the requests that something is meant for it really meets.</summary>
public abstract record Trigger
{
    private Trigger()
    {
    }

    /// <summary>All, until it is taken back.</summary>
    public sealed record Always : Trigger;

    /// <summary>The next <paramref name="Count"/>, and then no more.</summary>
    public sealed record Next(int Count) : Trigger;

    /// <summary>The <paramref name="Nth"/>, and every such one after it.</summary>
    public sealed record Every(int Nth) : Trigger;

    /// <summary>About this share of them, from 0 to 1; which ones depends on the seed alone.</summary>
    public sealed record Share(double Fraction, int Seed) : Trigger;
}

/// <summary>An occasion while requests come: counts them.</summary>
internal sealed class TriggerCounter(Trigger occasion)
{
    private long seen;
    private long met;

    /// <summary>Whether the next request is one; asked once for each request.</summary>
    public bool Take()
    {
        var number = Interlocked.Increment(ref seen);
        var taken = occasion switch
        {
            Trigger.Next next => number <= next.Count,
            Trigger.Every every => number % every.Nth == 0,
            Trigger.Share share => Fraction(share.Seed, number) < share.Fraction,
            _ => true,
        };
        if (taken)
            Interlocked.Increment(ref met);
        return taken;
    }

    /// <summary>How many requests it has been asked about.</summary>
    public long Seen => Interlocked.Read(ref seen);

    /// <summary>How many of them it was for.</summary>
    public long Met => Interlocked.Read(ref met);

    /// <summary>Whether it is for no request that is still to come.</summary>
    public bool IsOver => occasion is Trigger.Next next && Seen >= next.Count;

    // SplitMix64: as good as random, the same on every machine, and without a state that requests would have to share.
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
