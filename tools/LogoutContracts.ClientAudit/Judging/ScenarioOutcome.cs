using LogoutContracts.ClientAudit.Checks;
using LogoutContracts.ClientAudit.Observing;
using LogoutContracts.ClientAudit.Scenarios;

namespace LogoutContracts.ClientAudit.Judging;

/// <summary>How a scenario went: in one run, or in two if the first showed a violation.</summary>
/// <param name="First">Null if the scenario was not run.</param>
/// <param name="Second">Null if the first run showed no violation, or there was no time for a second.</param>
/// <param name="Skipped">Why it was not run, as part of a sentence; empty if it was.</param>
internal sealed record ScenarioOutcome(Scenario Scenario, RunObservation? First, RunObservation? Second, string Skipped = "")
{
    /// <summary>Whether the run shows a violation, so that another run must confirm it.</summary>
    public static bool NeedsConfirmation(RunObservation run) => ChecksOf(run.Scenario).Any(check => Violations(check, run).Any());

    /// <summary>The checks that judge a scenario. The control judges nothing else than that the client works.</summary>
    public static IEnumerable<ClientCheck> ChecksOf(Scenario scenario) =>
        ClientCheckCatalog.All.Where(check => scenario.IsControl || check != ClientCheckCatalog.Control);

    public static IEnumerable<ClientFinding> Violations(ClientCheck check, RunObservation run) =>
        check.NotApplicable(run) is not null ? [] : check.Judge(run).Where(finding => !finding.IsRemark);
}
