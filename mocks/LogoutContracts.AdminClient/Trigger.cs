namespace LogoutContracts.AdminClient;

/// <summary>Which matching requests a forced answer or fault applies to.</summary>
public sealed record Trigger
{
    private Trigger()
    {
    }

    internal int? Next { get; private init; }

    internal int? Every { get; private init; }

    internal double? Share { get; private init; }

    internal int? Seed { get; private init; }

    /// <summary>All requests, until it is removed.</summary>
    public static Trigger Always { get; } = new();

    /// <summary>Only the next <paramref name="count"/> requests.</summary>
    public static Trigger NextFew(int count) => new() { Next = count };

    /// <summary>Every <paramref name="nth"/> request.</summary>
    public static Trigger EveryNth(int nth) => new() { Every = nth };

    /// <summary>A random share of the requests, from 0 to 1. The seed determines which ones.</summary>
    public static Trigger ShareOf(double fraction, int seed = 0) => new() { Share = fraction, Seed = seed };
}
