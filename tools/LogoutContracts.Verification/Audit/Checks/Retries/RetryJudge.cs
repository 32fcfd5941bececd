using LogoutContracts.Verification.Http;
using LogoutContracts.Verification.Judging.Liveness;

namespace LogoutContracts.Verification.Audit.Checks.Retries;

/// <summary>The answers to one form of a request.</summary>
/// <param name="Dead">With a token that was logged out.</param>
/// <param name="Live">With a live token.</param>
/// <param name="Unknown">With a token that was never issued.</param>
/// <param name="Stranger">Without a token.</param>
internal sealed record RetryAnswers(ReceivedResponse Dead, ReceivedResponse Live, ReceivedResponse Unknown, ReceivedResponse Stranger);

/// <summary>Judges a retry of a dead token by the controls that were sent in the same form. Pure.</summary>
internal static class RetryJudge
{
    /// <param name="parts">Where the bodies of a live and a dead session may differ; used if the statuses are equal.</param>
    public static RetryVerdict Judge(RetryAnswers answers, RetryKind kind, IEnumerable<string> parts)
    {
        if (new[] { answers.Dead, answers.Live, answers.Stranger }.Any(answer => LifeMarks.IsUnclear(answer.Status)))
            return RetryVerdict.CannotTell;
        if (LifeMarks.Measure([answers.Live], [answers.Stranger], parts) is not { } marks)
            return RetryVerdict.NotApplicable;
        if (marks.Read(answers.Dead) == SessionLife.Live)
            return marks.Read(answers.Unknown) == SessionLife.Live ? RetryVerdict.ValueUnchecked : RetryVerdict.DeadWorks;

        // A refusal of another kind than the stranger's, such as a 400 for a token that cannot be read.
        if (LifeMarks.IsRefusal(answers.Live.Status) && answers.Live.Status != 304)
            return RetryVerdict.NotApplicable;
        return kind switch
        {
            RetryKind.Query or RetryKind.Altered => RetryVerdict.LiveWorks,
            RetryKind.Unlisted => RetryVerdict.LiveWorksUnlisted,
            _ => RetryVerdict.Passed,
        };
    }
}
