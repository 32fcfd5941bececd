using System.Collections.Concurrent;
using LogoutContracts.AdminClient;
using LogoutContracts.Mocks.Plans;
using LogoutContracts.Specs.Model;
using LogoutContracts.Verification.Http;
using LogoutContracts.Verification.Running;

namespace LogoutContracts.ContractTests;

/// <summary>
/// What the contracts are tested against: by default our own mock, one per contract. With variables such as
/// <c>LOGOUT_CONTRACTS_TARGET_ROCKETCHAT=http://…</c>, any other server.
/// <c>LOGOUT_CONTRACTS_TARGET_KIND</c> is the kind of those servers: <c>live</c> (default), <c>mock</c> (our own, started separately)
/// or <c>stubs</c> (WireMock with the generated stubs).
/// <c>LOGOUT_CONTRACTS_ADMIN=http://127.0.0.1:9100</c> is the admin port of our own mock if it was started separately, and
/// <c>LOGOUT_CONTRACTS_ADMIN_TOKEN</c> its token, if it has one. It is then reset before the run, and its clock is moved for the
/// variants that need that.
/// </summary>
[SetUpFixture]
public sealed class Targets
{
    private const string Variable = "LOGOUT_CONTRACTS_TARGET_";
    private const string AdminVariable = "LOGOUT_CONTRACTS_ADMIN";

    private static readonly ConcurrentDictionary<string, Lazy<Task<MockUnderTest>>> Mocks = new(StringComparer.Ordinal);

    private static readonly SharedClock Clock = new();

    private static readonly MockAdminClient? Admin = Environment.GetEnvironmentVariable(AdminVariable) is { Length: > 0 } admin
        ? new(new(admin), Environment.GetEnvironmentVariable($"{AdminVariable}_TOKEN") is { Length: > 0 } token ? token : null) : null;

    public static RawHttpClient Wire { get; } = new();

    /// <summary>The target for the contract, the client to use, and what to dispose of when the test ends.</summary>
    /// <param name="variant">Null for a workflow.</param>
    public static async Task<(Target Target, RawHttpClient Wire, IAsyncDisposable? Own)> OfAsync(MockPlan plan, PlannedVariant? variant)
    {
        if (Environment.GetEnvironmentVariable(Variable + plan.Contract.Id.ToUpperInvariant().Replace('-', '_')) is { Length: > 0 } url)
        {
            var (elsewhere, lease) = await ElsewhereAsync(new(url), variant);
            return (elsewhere, Wire, lease);
        }

        // Moving the clock affects all tests with the same mock, so these variants get their own.
        if (NeedsClock(variant))
        {
            var own = await MockUnderTest.StartAsync(plan);
            return (own.Target, Wire, own);
        }

        if (variant is not null && (variant.Variant.Needs & Needs.Tls) != 0)
            return await OverTlsAsync(plan);
        var mock = await Mocks.GetOrAdd(plan.Contract.Id, _ => new(() => MockUnderTest.StartAsync(plan))).Value;
        return (mock.Target, Wire, null);
    }

    /// <summary>Our own mock over TLS, even if the variables name another target.</summary>
    public static async Task<(Target Target, RawHttpClient Wire, IAsyncDisposable? Own)> OverTlsAsync(MockPlan plan)
    {
        var mock = await Mocks.GetOrAdd($"{plan.Contract.Id} over TLS", _ => new(() => MockUnderTest.StartTlsAsync(plan))).Value;
        return (mock.Target, mock.Wire ?? Wire, null);
    }

    [OneTimeSetUp]
    public async Task ResetAsync()
    {
        if (Admin is not null)
            await Admin.ResetAsync();
    }

    [OneTimeTearDown]
    public async Task StopAsync()
    {
        foreach (var mock in Mocks.Values)
            await (await mock.Value).DisposeAsync();
        Wire.Dispose();
        Admin?.Dispose();
        Clock.Dispose();
    }

    private static async Task<(Target Target, IAsyncDisposable? Own)> ElsewhereAsync(Uri url, PlannedVariant? variant)
    {
        var kind = Kind();
        if (kind != TargetKind.Mock || Admin is null)
            return (new(url, kind), null);
        return (new(url, kind, Admin.AdvanceClockAsync), await (NeedsClock(variant) ? Clock.MoveAsync() : Clock.KeepStillAsync()));
    }

    private static bool NeedsClock(PlannedVariant? variant) => variant is not null && (variant.Variant.Needs & Needs.Clock) != 0;

    private static TargetKind Kind() => Environment.GetEnvironmentVariable($"{Variable}KIND") switch
    {
        null or "" or "live" => TargetKind.Live,
        "mock" => TargetKind.Mock,
        "stubs" => TargetKind.Stubs,
        var other => throw new InvalidOperationException($"{Variable}KIND is '{other}'; it can be live, mock or stubs."),
    };
}
