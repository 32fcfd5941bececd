using System.Collections.Concurrent;
using LogoutContracts.Mocks;
using LogoutContracts.Specs;
using LogoutContracts.Verification;

namespace LogoutContracts.ContractTests;

/// <summary>
/// What the contracts are tested against: a mock of our own, one a contract; or, with <c>LOGOUT_CONTRACTS_TARGET_ROCKETCHAT=http://…</c> and the like, any other server.
/// <c>LOGOUT_CONTRACTS_TARGET_KIND</c> says what the others are: <c>live</c> (default), <c>mock</c> (our own, started elsewhere) or <c>stubs</c> (a WireMock with the generated stubs).
/// </summary>
[SetUpFixture]
public sealed class Targets
{
    private const string Variable = "LOGOUT_CONTRACTS_TARGET_";

    private static readonly ConcurrentDictionary<string, Lazy<Task<MockUnderTest>>> Mocks = new(StringComparer.Ordinal);

    public static Wire Wire { get; } = new();

    /// <summary>The target of the contract, and what to dispose of when the test is done.</summary>
    public static async Task<(Target Target, IAsyncDisposable? Own)> OfAsync(MockPlan plan, PlannedVariant? variant)
    {
        if (Environment.GetEnvironmentVariable(Variable + plan.Contract.Id.ToUpperInvariant().Replace('-', '_')) is { Length: > 0 } url)
            return (new(new(url), Kind()), null);

        // Moving the clock moves it for everybody, so these have a mock for themselves.
        if (variant is not null && (variant.Variant.Needs & Needs.Clock) != 0)
        {
            var own = await MockUnderTest.StartAsync(plan);
            return (own.Target, own);
        }

        var mock = await Mocks.GetOrAdd(plan.Contract.Id, _ => new(() => MockUnderTest.StartAsync(plan))).Value;
        return (mock.Target, null);
    }

    [OneTimeTearDown]
    public async Task StopAsync()
    {
        foreach (var mock in Mocks.Values)
            await (await mock.Value).DisposeAsync();
        Wire.Dispose();
    }

    private static TargetKind Kind() => Environment.GetEnvironmentVariable($"{Variable}KIND") switch
    {
        null or "" or "live" => TargetKind.Live,
        "mock" => TargetKind.Mock,
        "stubs" => TargetKind.Stubs,
        var other => throw new InvalidOperationException($"{Variable}KIND is '{other}'; it can be live, mock or stubs."),
    };
}
