namespace LogoutContracts.Mocks.Mappings.Responses;

/// <summary>How long an answer is delayed.</summary>
public abstract record ResponseDelay
{
    private ResponseDelay()
    {
    }

    /// <summary>The longest delay, in milliseconds: one hour.</summary>
    public const int Longest = 3_600_000;

    /// <summary>The delay of the next answer.</summary>
    public TimeSpan Next(Random random) => TimeSpan.FromMilliseconds(Math.Clamp(Milliseconds(random), 0, Longest));

    private protected abstract double Milliseconds(Random random);

    /// <summary>Always the same.</summary>
    public sealed record Fixed(int Delay) : ResponseDelay
    {
        private protected override double Milliseconds(Random random) => Delay;
    }

    /// <summary>Evenly distributed.</summary>
    public sealed record Uniform(int Lower, int Upper) : ResponseDelay
    {
        private protected override double Milliseconds(Random random) => Lower + (random.NextDouble() * (Upper - Lower));
    }

    /// <summary>Log-normally distributed: the usual delay is the median, and some are much longer.</summary>
    public sealed record LogNormal(double Median, double Sigma) : ResponseDelay
    {
        // Box-Muller.
        private protected override double Milliseconds(Random random) => Median * Math.Exp(
            Sigma * Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble()));
    }
}

/// <summary>Sends a body in equal parts over a time.</summary>
/// <param name="Duration">In milliseconds.</param>
public sealed record DribbleDelay(int Chunks, int Duration);
