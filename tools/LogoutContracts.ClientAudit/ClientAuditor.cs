using LogoutContracts.ClientAudit.Checks;
using LogoutContracts.ClientAudit.Clients;
using LogoutContracts.ClientAudit.Judging;
using LogoutContracts.ClientAudit.Observing;
using LogoutContracts.ClientAudit.Running;
using LogoutContracts.ClientAudit.Scenarios;
using LogoutContracts.Mocks.Plans;
using LogoutContracts.Specs.Model;
using LogoutContracts.Specs.Primitives;
using LogoutContracts.Verification;
using LogoutContracts.Verification.Results;

namespace LogoutContracts.ClientAudit;

/// <summary>Audits clients: runs them against mocks whose logouts fail in many ways, and judges what they send afterwards.</summary>
public sealed class ClientAuditor
{
    private readonly MockPlan plan;
    private readonly PlannedVariant logout;

    /// <param name="plan">The contract of the server that the client is made for.</param>
    /// <exception cref="ArgumentException">The contract has no logout that ends a session.</exception>
    public ClientAuditor(MockPlan plan)
    {
        ArgumentNullException.ThrowIfNull(plan);
        this.plan = plan;
        logout = plan.Variants.Where(planned => planned is { IsDefault: true } && EndsSession(planned.Variant))
            .OrderBy(planned => planned.Variant.Ends(Role.Caller) ? 0 : 1).FirstOrDefault()
            ?? throw new ArgumentException(
                $"The contract '{plan.Contract.Id}' has no logout that ends a session, so there is nothing to audit.", nameof(plan));
    }

    /// <inheritdoc cref="ProviderContract.BuiltIn"/>
    public static ClientAuditor BuiltIn(string id, string? release = null) => new(ProviderContract.BuiltIn(id, release).Plan);

    /// <inheritdoc cref="ProviderContract.Read"/>
    public static ClientAuditor Read(string path, string? release = null) => new(ProviderContract.Read(path, release).Plan);

    /// <summary>What a client needs to log in to a mock of the contract, by the names that its login has.</summary>
    public static IReadOnlyDictionary<string, string> AccountOf(MockPlan plan) =>
        LoginAccount.Of(plan, new Dictionary<string, string>(StringComparer.Ordinal));

    /// <summary>The scenarios that this contract can have, besides the control.</summary>
    public IEnumerable<Scenario> ScenariosOf(ClientAuditOptions options) =>
        ScenarioCatalog.All(options).Where(scenario => !scenario.IsControl && ScenarioCatalog.NotApplicable(scenario, plan) is null);

    /// <summary>Audits a client that logs in, makes a call and logs out in one run.</summary>
    /// <param name="client">Called at least once for each scenario, at the same time for several.</param>
    /// <param name="options">Null for the defaults.</param>
    public Task<ClientAuditReport> RunAsync(
        Func<ClientRun, CancellationToken, Task> client, ClientAuditOptions? options = null, CancellationToken cancellation = default) =>
        RunAsync(AuditedClient.Of(client), options, cancellation);

    /// <summary>Audits a client. If the control fails, no other scenario is run, and nothing else can be told.</summary>
    /// <param name="options">Null for the defaults.</param>
    /// <param name="cancellation">When cancelled, the report has the scenarios that were run until then.</param>
    public async Task<ClientAuditReport> RunAsync(
        IAuditedClient client, ClientAuditOptions? options = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(client);
        options ??= new();
        var runner = new ScenarioRunner(plan, client, options);
        var control = await TryAsync(runner, ScenarioCatalog.Success, options, endsOtherwise: true, cancellation);
        if (control.First is not { } first || ScenarioOutcome.Violations(ClientCheckCatalog.Control, first).Any())
        {
            return new(Section(client, Without(control), [], []))
            {
                HasReceivedRequests = control.First is null or { Calls.Count: > 0 },
            };
        }

        var outcomes = new List<ScenarioOutcome> { control };
        var all = ScenarioCatalog.All(options).Where(scenario => !scenario.IsControl && options.Includes(scenario.Name)).ToList();
        var asked = all.FindAll(scenario => ScenarioCatalog.NotApplicable(scenario, plan) is null);
        outcomes.AddRange(all.Except(asked).Select(scenario =>
            new ScenarioOutcome(scenario, null, null, ScenarioCatalog.NotApplicable(scenario, plan)!)));
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = options.Port == 0 ? Math.Max(1, options.Parallel) : 1 };
        var run = new ScenarioOutcome[asked.Count];
        await Parallel.ForAsync(0, asked.Count, parallel, async (i, _) =>
            run[i] = await TryAsync(runner, asked[i], options, first.Unended is null, cancellation));
        outcomes.AddRange(run);
        var isComplete = Array.TrueForAll(run, outcome => outcome.First is not null);
        var cases = ClientCheckCatalog.All.Select(check => CheckVerdict.Of(check, outcomes, At, isComplete)).ToList();
        var count = outcomes.Count(outcome => outcome.First is not null);
        return new(Section(client, cases, Remarks(outcomes), [new("scenarios", count, outcomes.Count)]));
    }

    private static async Task<ScenarioOutcome> TryAsync(
        ScenarioRunner runner, Scenario scenario, ClientAuditOptions options, bool endsOtherwise, CancellationToken cancellation)
    {
        RunObservation? first = null;
        try
        {
            cancellation.ThrowIfCancellationRequested();
            first = await runner.RunAsync(scenario, cancellation) with { EndsOtherwise = endsOtherwise };
            var second = ScenarioOutcome.NeedsConfirmation(first)
                ? await runner.RunAsync(scenario, cancellation) with { EndsOtherwise = endsOtherwise } : null;
            options.OnScenario?.Invoke(scenario.Name);
            return new(scenario, first, second);
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            return new(scenario, first, null, "the audit was interrupted");
        }
    }

    private static bool EndsSession(Variant variant) => variant.Ends(Role.Caller) || variant.Ends(Role.Target)
        || variant.Then.Any(then => then is { Role: Role.Caller, State: SessionState.Ended });

    private ReportLocation At => ReportLocation.Of(plan.Contract.File, logout.Variant.At);

    private List<ReportCase> Without(ScenarioOutcome control)
    {
        var failed = CheckVerdict.Of(ClientCheckCatalog.Control, [control], At, isComplete: control.First is not null);
        return [failed, .. ClientCheckCatalog.All.Skip(1).Select(check => new ReportCase(
            check.Id, check.Rule, check.Must, Outcome.Inconclusive,
            $"The control {ClientCheckCatalog.Control.Id} does not pass, so this would say nothing.", At, TimeSpan.Zero, [], []))];
    }

    private static IEnumerable<string> Remarks(IEnumerable<ScenarioOutcome> outcomes)
    {
        foreach (var outcome in outcomes)
        {
            if (outcome.First is null)
                yield return $"The scenario '{outcome.Scenario.Name}' was not run: {outcome.Skipped}.";
            else if (!outcome.First.First.Any(call => call.IsLogout) && outcome.Scenario.Disturbance is not (
                Disturbance.EndedElsewhere or Disturbance.RenewedElsewhere))
                yield return $"In '{outcome.Scenario.Name}', the client sent no logout, so this scenario shows nothing.";
        }
    }

    private ReportSection Section(
        IAuditedClient client, IReadOnlyList<ReportCase> cases, IEnumerable<string> remarks, ValueList<Coverage> coverage) =>
        new(plan.Contract.Id, plan.Contract.Title, plan.Release, client.Name, cases.ToValueList(), coverage)
        {
            Remarks = remarks.ToValueList(),
        };
}
