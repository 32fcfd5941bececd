using System.Globalization;

namespace LogoutContracts.Fuzz.Engine;

/// <summary>How long to fuzz, and from which seed.</summary>
/// <param name="Time">The time for each target.</param>
/// <param name="Seed">The same seed gives the same inputs in the same order.</param>
internal sealed record FuzzSettings(TimeSpan Time, int Seed)
{
    /// <summary>
    /// Reads <c>LOGOUT_CONTRACTS_FUZZ_SECONDS</c> (default: 1) and <c>LOGOUT_CONTRACTS_SEED</c> (a number, or "random").
    /// </summary>
    public static FuzzSettings FromEnvironment { get; } = new(
        TimeSpan.FromSeconds(int.Parse(Variable("LOGOUT_CONTRACTS_FUZZ_SECONDS") ?? "1", CultureInfo.InvariantCulture)),
        Variable("LOGOUT_CONTRACTS_SEED") switch
        {
            null => 20261129,
            "random" => Random.Shared.Next(),
            var seed => int.Parse(seed, CultureInfo.InvariantCulture),
        });

    private static string? Variable(string name) => Environment.GetEnvironmentVariable(name);
}
