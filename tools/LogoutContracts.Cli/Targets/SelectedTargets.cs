using LogoutContracts.Mocks.Plans;
using LogoutContracts.MockServer.Flaws;
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

    /// <summary>The command that opens sessions; null to use the contract's login.</summary>
    public LoginCommand? Login { get; init; }

    public Target Of(ReachedTargets reached, MockPlan plan) => WithAccounts(reached.Of(plan), plan);

    /// <summary>The target before it is reached: its accounts, with a placeholder as its URL.</summary>
    public Target Placeless(MockPlan plan) => WithAccounts(new(new("http://127.0.0.1"), Targets.Kind), plan);

    private Target WithAccounts(Target target, MockPlan plan) => target with
    {
        Accounts = Accounts[plan.Contract.Id],
        Opener = Login is { } login ? (kind, isOther, cancellation) => login.OpenAsync(plan, kind, isOther, cancellation) : null,
    };

    /// <returns>Null if neither the mock nor the user has certificates.</returns>
    public TargetTls? TlsOf(ReachedTargets reached, MockPlan plan) => reached.TlsOf(plan) ?? Certificates?.Invoke(plan);
}
