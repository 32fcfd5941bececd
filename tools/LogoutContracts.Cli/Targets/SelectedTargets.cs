using LogoutContracts.MockServer.Flaws;
using LogoutContracts.Mocks.Plans;
using LogoutContracts.Verification.Http;
using LogoutContracts.Verification.Running;
using LogoutContracts.Verification.Sessions;

namespace LogoutContracts.Cli.Targets;

/// <summary>The contracts that a run checks, their targets, and the credentials to use there.</summary>
/// <param name="Accounts">By contract id.</param>
/// <param name="Certificates">The client certificate and trust that the user gave; null if none.</param>
internal sealed record SelectedTargets(
    ChosenTargets Targets, IReadOnlyList<MockPlan> Plans, IReadOnlyDictionary<string, Accounts> Accounts,
    Func<MockPlan, TargetTls>? Certificates)
{
    /// <param name="flaws">Deliberate flaws of mocks that are started for the run.</param>
    public Task<ReachedTargets> ReachAsync(IReadOnlyList<Flaw>? flaws = null) => Targets.ReachAsync(Plans, flaws, isSecured: true);

    public Target Of(ReachedTargets reached, MockPlan plan) => reached.Of(plan) with { Accounts = Accounts[plan.Contract.Id] };

    /// <returns>Null if neither the mock nor the user has certificates.</returns>
    public TargetTls? TlsOf(ReachedTargets reached, MockPlan plan) => reached.TlsOf(plan) ?? Certificates?.Invoke(plan);
}
