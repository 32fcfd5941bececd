using LogoutContracts.Mocks.Plans;
using LogoutContracts.MockServer;
using LogoutContracts.Specs.Primitives;
using LogoutContracts.Verification.Http;
using LogoutContracts.Verification.Running;
using LogoutContracts.Verification.Sessions;

namespace LogoutContracts.Cli.Pacing;

/// <summary>
/// Estimates the requests and logins of a run by running it against a mock first, as if that were a provider. The target gets no requests.
/// </summary>
internal static class Rehearsal
{
    /// <param name="target">The real target; only its accounts are used.</param>
    /// <param name="run">Runs against the given target, with the given client.</param>
    public static async Task<ExpectedTraffic> CountAsync(MockPlan plan, Target target, Func<Target, RawHttpClient, Task> run)
    {
        await using var mock = await LogoutMockServer.StartAsync(
            [plan], new() { PortOf = _ => 0, AdminPort = null, AppliesRateLimits = false });
        var ledger = new SessionLedger(plan);
        using var wire = new RawHttpClient(keepsConnections: true) { Ledger = ledger };
        var sessions = target.Accounts.Sessions.Select(_ => Open(false, plan.Contract.Sessions.DefaultKind)
            .Select(value => new LoginInput(value.Key, value.Value)).ToValueList());
        var stage = new Target(mock.BaseAddress, TargetKind.Live)
        {
            Accounts = target.Accounts with { Sessions = sessions.ToValueList() },
            Opener = target.Opener is null ? null : (kind, isOther, _) => Task.FromResult(new SessionOffer(Open(isOther, kind), "")),
        };
        await run(stage, wire);
        await SessionCloser.CloseAsync(plan, mock.BaseAddress, wire);
        return new(ledger.Requests, ledger.Logins);

        IReadOnlyDictionary<string, string> Open(bool isOther, string? kind) =>
            mock.Sessions.Open(isOther ? "somebody-else" : "somebody", kind);
    }
}

/// <param name="Requests">Including those that close sessions at the end.</param>
internal sealed record ExpectedTraffic(int Requests, int Logins)
{
    public static ExpectedTraffic None { get; } = new(0, 0);

    public ExpectedTraffic And(ExpectedTraffic other) => new(Requests + other.Requests, Logins + other.Logins);
}
