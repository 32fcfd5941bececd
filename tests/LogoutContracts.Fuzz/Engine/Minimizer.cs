namespace LogoutContracts.Fuzz.Engine;

/// <summary>Makes a failing input smaller by removing parts of it (delta debugging).</summary>
internal static class Minimizer
{
    private const int MaxTries = 400;

    /// <param name="fails">Whether an input still fails.</param>
    public static async Task<byte[]> MinimizeAsync(byte[] input, Func<byte[], Task<bool>> fails)
    {
        var tries = 0;
        for (var part = input.Length / 2; part > 0; part /= 2)
        {
            for (var at = 0; at < input.Length && tries < MaxTries;)
            {
                byte[] smaller = [.. input[..at], .. input[Math.Min(input.Length, at + part)..]];
                tries++;
                if (await fails(smaller))
                    input = smaller;
                else
                    at += part;
            }
        }

        return input;
    }
}
