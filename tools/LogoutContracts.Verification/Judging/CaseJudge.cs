using LogoutContracts.Specs.Model;
using LogoutContracts.Specs.Primitives;
using LogoutContracts.Verification.Evidence;
using LogoutContracts.Verification.Judging.Liveness;
using LogoutContracts.Verification.Results;

namespace LogoutContracts.Verification.Judging;

/// <summary>Decides what a case comes to on a real provider: the sessions first, then the answer. Pure.</summary>
internal static class CaseJudge
{
    private const string TooMany = "429";

    /// <param name="sessions">What the sessions are worth afterwards: they decide first.</param>
    /// <param name="answer">The answer beside the contract's.</param>
    /// <param name="basis">Why the contract says so; null: it does not say anything.</param>
    /// <param name="never">What is wrong under any contract.</param>
    /// <param name="remarks">What else was noticed.</param>
    /// <param name="isStrict">Whether an assumption counts as much as a document.</param>
    public static CaseDecision Decide(
        IReadOnlyList<SessionFinding> sessions, IReadOnlyList<Comparison> answer, Basis? basis, IReadOnlyList<Comparison> never, IEnumerable<string> remarks, bool isStrict)
    {
        var different = answer.Where(comparison => !comparison.Holds).ToList();
        var noted = remarks.Concat(RemarkText.Of(answer)).ToValueList();
        var wrong = sessions.Where(session => session.IsWrong).Select(session => session.Sentence).ToList();
        if (wrong.Count == 0 && different.Exists(comparison => comparison is { Part: "status", Actual: TooMany }))
            return new(Outcome.Inconclusive, "The target answers 429: it got too many requests.", [], noted);
        var reasons = wrong.Concat(never.Select(UniversalChecks.Sentence)).Concat(different.Take(1).Select(ComparisonSentence.Of));
        if (wrong.Count > 0 || never.Count > 0)
            return new(Outcome.Failed, string.Join(' ', reasons.Distinct(StringComparer.Ordinal)), [.. never, .. different], noted) { IsNever = never.Count > 0 };
        if (sessions.FirstOrDefault(session => session.Is == SessionLife.Unclear) is { } unclear)
            return new(Outcome.Inconclusive, unclear.Sentence, [], noted);
        if (different.Count == 0)
            return new(Outcome.Passed, "", [], noted);
        var isRefuted = !isStrict && different.TrueForAll(comparison => IsAssumed(comparison.Part, basis));
        return new(isRefuted ? Outcome.Refuted : Outcome.Failed, ComparisonSentence.Of(different[0]), different.ToValueList(), noted);
    }

    /// <summary>Whether the contract only assumes this part of the answer.</summary>
    public static bool IsAssumed(string part, Basis? basis)
    {
        var stated = part switch
        {
            "status" => basis?.Status,
            _ when part.StartsWith("header", StringComparison.Ordinal) => basis?.Headers,
            _ => basis?.Body,
        };

        // The example has no such part, so what its status is based on says so.
        return (stated ?? basis?.Status)?.Kind == BasisKind.Assumption;
    }
}
