using LogoutContracts.Specs.Model;
using LogoutContracts.Specs.Primitives;
using LogoutContracts.Verification.Evidence;
using LogoutContracts.Verification.Judging.Liveness;
using LogoutContracts.Verification.Results;

namespace LogoutContracts.Verification.Judging;

/// <summary>Decides the outcome of a case on a real provider: by the sessions first, then by the answer. Pure.</summary>
internal static class CaseJudge
{
    private const string TooMany = "429";

    /// <param name="sessions">Whether the sessions are live or dead afterwards. They take precedence over the answer.</param>
    /// <param name="answer">The answer, compared with the contract's.</param>
    /// <param name="basis">The sources of the contract's answer; null if the contract says nothing.</param>
    /// <param name="violations">What is wrong under any contract.</param>
    /// <param name="remarks">Other remarks, in sentences.</param>
    /// <param name="isStrict">Whether an assumption counts as much as a document.</param>
    public static CaseDecision Decide(
        IReadOnlyList<SessionFinding> sessions, IReadOnlyList<Comparison> answer, Basis? basis, IReadOnlyList<Comparison> violations,
        IEnumerable<string> remarks, bool isStrict)
    {
        var different = answer.Where(comparison => !comparison.Holds).ToList();
        var noted = remarks.Concat(RemarkText.Of(answer)).ToValueList();
        var wrong = sessions.Where(session => session.IsWrong).Select(session => session.Sentence).ToList();
        if (wrong.Count == 0 && different.Exists(comparison => comparison is { Part: "status", Actual: TooMany }))
            return new(Outcome.Inconclusive, "The target answers 429: too many requests.", [], noted);
        var reasons = wrong.Concat(violations.Select(UniversalChecks.Sentence)).Concat(different.Take(1).Select(ComparisonSentence.Of));
        if (wrong.Count > 0 || violations.Count > 0)
        {
            return new(Outcome.Failed, string.Join(' ', reasons.Distinct(StringComparer.Ordinal)), [.. violations, .. different], noted)
            {
                IsNever = violations.Count > 0,
            };
        }

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

        // If the contract gives no basis for this part, the basis of the status applies.
        return (stated ?? basis?.Status)?.Kind == BasisKind.Assumption;
    }
}
