using LogoutContracts.Verification.Http;
using LogoutContracts.Verification.Judging.Liveness;

namespace LogoutContracts.Verification.Audit.Checks.Retries;

/// <summary>The responses to one form of a request.</summary>
/// <param name="Dead">The response to a token that was logged out.</param>
/// <param name="Live">The response to a live token.</param>
/// <param name="Unknown">The response to a token that was never issued.</param>
/// <param name="Stranger">The response without a token.</param>
internal sealed record RetryAnswers(ReceivedResponse Dead, ReceivedResponse Live, ReceivedResponse Unknown, ReceivedResponse Stranger);

/// <summary>Judges a retry of a dead token by comparing it with the controls sent in the same form. Pure.</summary>
internal static class RetryJudge
{
    private const int NotModified = 304;

    /// <param name="plain">How the plain probe's answers to live and dead sessions differ.</param>
    public static RetryVerdict Judge(RetryAnswers answers, RetryKind kind, LifeMarks plain)
    {
        if (new[] { answers.Dead, answers.Live, answers.Stranger }.Any(answer => LifeMarks.IsUnclear(answer.Status)))
            return RetryVerdict.CannotTell;
        bool Accepts(ReceivedResponse answer) => plain.Read(answer) switch
        {
            SessionLife.Live => true,
            SessionLife.Dead => false,
            _ => answer.Status == answers.Live.Status && IsAcceptedByStatus(answers),
        };
        if (Accepts(answers.Stranger) || (!Accepts(answers.Live) && !Accepts(answers.Dead)))
            return RetryVerdict.NotApplicable;
        if (Accepts(answers.Dead))
            return Accepts(answers.Unknown) ? RetryVerdict.ValueUnchecked : RetryVerdict.DeadWorks;
        return kind switch
        {
            RetryKind.Query or RetryKind.Altered => RetryVerdict.LiveWorks,
            RetryKind.Unlisted => RetryVerdict.LiveWorksUnlisted,
            _ => RetryVerdict.Passed,
        };
    }

    // Responses to HEAD and conditional requests have no body, so only the status can tell. A 304 gives access to a cached response.
    private static bool IsAcceptedByStatus(RetryAnswers answers) =>
        answers.Live.Status != answers.Stranger.Status && (answers.Live.Status == NotModified || !LifeMarks.IsRefusal(answers.Live.Status));
}
