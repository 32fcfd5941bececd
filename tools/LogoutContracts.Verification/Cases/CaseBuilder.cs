using System.Globalization;
using LogoutContracts.Specs.Primitives;
using LogoutContracts.Verification.Evidence;
using LogoutContracts.Verification.Results;
using LogoutContracts.Verification.Running;

namespace LogoutContracts.Verification.Cases;

/// <summary>Turns the finding of a case into a case of a report, with long texts cut.</summary>
internal static class CaseBuilder
{
    // In characters.
    private const int LongestText = 8_000;

    public static ReportCase Of(VerificationCase verification, CaseFinding finding, TargetKind kind, TimeSpan duration)
    {
        if (finding.Decision is { } decision)
            return Decided(verification, finding, decision, duration);
        var problems = finding.Reason.Length > 0 ? [] : ProblemsOf(finding);
        var (outcome, reason) = Judge(finding, problems, kind);
        return new(
            verification.Id, outcome == Outcome.Failed && finding.IsNever ? ReportRule.Never : verification.Rule, verification.Title,
            outcome, reason, verification.At, duration,
            outcome == Outcome.Failed ? problems : [], StepsOf(finding))
        {
            Operation = verification.Operation,
        };
    }

    private static ValueList<Comparison> ProblemsOf(CaseFinding finding) =>
        finding.Steps.SelectMany(step => step.Comparisons).Where(comparison => !comparison.Holds)
            .Concat(finding.Extra).Select(Cut).Distinct().ToValueList();

    private static ReportCase Decided(VerificationCase verification, CaseFinding finding, CaseDecision decision, TimeSpan duration) => new(
        verification.Id, decision.IsNever ? ReportRule.Never : verification.Rule, verification.Title,
        decision.Outcome, decision.Reason, verification.At, duration,
        decision.Problems.Select(Cut).Distinct().ToValueList(), StepsOf(finding))
    {
        Remarks = decision.Remarks,
        Operation = verification.Operation,
    };

    private static ValueList<ReportStep> StepsOf(CaseFinding finding) =>
        finding.Steps.Select(step => ReportStep.Of(step) with { Comparisons = step.Comparisons.Select(Cut).ToValueList() }).ToValueList();

    /// <summary>A case that was not run.</summary>
    public static ReportCase Untried(VerificationCase verification, string reason) =>
        new(verification.Id, verification.Rule, verification.Title, Outcome.Inconclusive, reason, verification.At, TimeSpan.Zero, [], [])
        {
            Operation = verification.Operation,
        };

    private static (Outcome Outcome, string Reason) Judge(CaseFinding finding, ValueList<Comparison> problems, TargetKind kind)
    {
        if (finding.Reason.Length > 0)
            return (finding.IsApplicable ? Outcome.Inconclusive : Outcome.NotApplicable, finding.Reason);
        if (problems.Count == 0)
            return (Outcome.Passed, "");

        // 429 is rate limiting, so the case is inconclusive.
        if (kind == TargetKind.Live && problems.Any(problem => problem is { Part: "status", Actual: "429" }))
            return (Outcome.Inconclusive, "The target answers 429: too many requests.");
        return (Outcome.Failed, Sentence(finding, problems[0]));
    }

    private static string Sentence(CaseFinding finding, Comparison first)
    {
        var step = finding.Steps.FirstOrDefault(step => !step.Holds);
        if (step?.Kind != StepKind.Afterwards)
            return $"{Capital(first.InOneLine)}.";
        var isRefused = finding.Steps.LastOrDefault(each => each.Kind == StepKind.Request) is { Exchange.Response.Status: >= 400 };
        var (role, isLive) = step.Title.Split(" is ") is [var name, var state] ? (name, state is "live") : (step.Title, false);
        return $"{(isRefused ? "The request was refused. After it" : "After the request")}, {SessionOf(role)} should "
            + $"be {(isLive ? "live" : "dead")}, but is not: in the probe's answer, {first.InOneLine}.";
    }

    private static string SessionOf(string role) => role switch
    {
        "caller" => "the session that it was sent with",
        "target" => "the session that it named",
        "opened" => "the session that it opened",
        _ => "another session",
    };

    private static Comparison Cut(Comparison comparison) =>
        comparison with { Expected = Cut(comparison.Expected), Actual = Cut(comparison.Actual) };

    private static string Cut(string text) => text.Length <= LongestText ? text : string.Create(
        CultureInfo.InvariantCulture, $"{text.AsSpan(0, LongestText)}\n… ({text.Length} characters)");

    private static string Capital(string text) => text.Length == 0 ? text : char.ToUpperInvariant(text[0]) + text[1..];
}
