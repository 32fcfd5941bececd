using LogoutContracts.ClientAudit.Checks;
using LogoutContracts.Specs.Primitives;
using LogoutContracts.Verification.Evidence;
using LogoutContracts.Verification.Results;

namespace LogoutContracts.ClientAudit.Judging;

/// <summary>Judges one requirement over all scenarios. Only a violation that two runs of a scenario show is a finding. Pure.</summary>
internal static class CheckVerdict
{
    /// <param name="at">The place of the logout in the contract.</param>
    /// <param name="isComplete">Whether all scenarios were run.</param>
    public static ReportCase Of(ClientCheck check, IReadOnlyList<ScenarioOutcome> outcomes, ReportLocation at, bool isComplete)
    {
        var judged = outcomes.Where(outcome => outcome.First is not null && ScenarioOutcome.ChecksOf(outcome.Scenario).Contains(check))
            .Select(outcome => new JudgedScenario(check, outcome)).ToList();
        var confirmed = judged.FindAll(each => each.IsConfirmed);
        var doubtful = judged.FindAll(each => each.IsDoubtful);
        var applicable = judged.FindAll(each => each.NotApplicable is null);
        var (outcome, reason) = (confirmed.Count, doubtful.Count, applicable.Count) switch
        {
            ( > 0, _, _) => (Outcome.Failed, Found(confirmed)),
            (_, > 0, _) => (Outcome.Inconclusive, $"Only one of two runs showed it. {Found(doubtful)}"),
            _ when !isComplete => (Outcome.Inconclusive, "Not all scenarios were run."),
            (_, _, 0) => (Outcome.NotApplicable, Reasons(judged)),
            _ => (Outcome.Passed, ""),
        };
        return new(
            check.Id, check.Rule, check.Must, outcome, reason, at, TimeSpan.Zero,
            confirmed.Select(each => each.Violations[0].Comparison).Take(1).ToValueList(),
            confirmed.Concat(doubtful).SelectMany(each => each.Steps).ToValueList())
        {
            Remarks = judged.SelectMany(each => each.Remarks).Distinct(StringComparer.Ordinal).ToValueList(),
        };
    }

    private static string Found(List<JudgedScenario> shown)
    {
        var others = shown.Skip(1).Select(each => $"'{each.Name}'").ToList();
        var also = others.Count == 0 ? "" : $" The same happens in {string.Join(", ", others)}.";
        return $"In '{shown[0].Name}': {string.Join(' ', shown[0].Violations.Select(finding => finding.Text))}{also}";
    }

    private static string Reasons(List<JudgedScenario> judged)
    {
        var reasons = judged.Select(each => each.NotApplicable).OfType<string>().CountBy(reason => reason, StringComparer.Ordinal)
            .OrderByDescending(reason => reason.Value).Select(reason => reason.Key).ToList();
        return reasons is [] ? "No scenario shows it." : $"{char.ToUpperInvariant(reasons[0][0])}{reasons[0][1..]}.";
    }

    private sealed class JudgedScenario
    {
        private readonly bool isRepeated;

        public JudgedScenario(ClientCheck check, ScenarioOutcome outcome)
        {
            var first = outcome.First!;
            Name = outcome.Scenario.Name;
            Violations = [.. ScenarioOutcome.Violations(check, first)];
            NotApplicable = check.NotApplicable(first);
            isRepeated = outcome.Second is { } second && ScenarioOutcome.Violations(check, second).Any();
            Remarks = [.. check.Judge(first).Where(finding => finding.IsRemark).Select(finding => $"In '{Name}': {finding.Text}")];
        }

        public string Name { get; }

        public List<ClientFinding> Violations { get; }

        public string? NotApplicable { get; }

        public List<string> Remarks { get; }

        public bool IsConfirmed => Violations.Count > 0 && isRepeated;

        public bool IsDoubtful => Violations.Count > 0 && !isRepeated;

        /// <summary>The requests as evidence; the last of each violation with what was expected.</summary>
        public IEnumerable<ReportStep> Steps => Violations.SelectMany(finding => finding.Calls.Select((call, i) =>
            new ReportStep(
                $"{Name}, request {Words.Number(call.Number)}", call.Evidence,
                i == finding.Calls.Count - 1 ? [finding.Comparison] : ValueList<Comparison>.Empty)));
    }
}
