namespace LogoutContracts.AdminClient;

/// <summary>Which of the requests that something is meant for it really meets.</summary>
public sealed record Trigger
{
    private Trigger()
    {
    }

    internal int? Next { get; private init; }

    internal int? Every { get; private init; }

    internal double? Share { get; private init; }

    internal int? Seed { get; private init; }

    /// <summary>All, until it is taken back.</summary>
    public static Trigger Always { get; } = new();

    /// <summary>The next so many, and then no more.</summary>
    public static Trigger NextFew(int count) => new() { Next = count };

    /// <summary>The n-th, and every such one after it.</summary>
    public static Trigger EveryNth(int nth) => new() { Every = nth };

    /// <summary>About this share of them, from 0 to 1; which ones depends on the seed alone.</summary>
    public static Trigger ShareOf(double fraction, int seed = 0) => new() { Share = fraction, Seed = seed };
}
