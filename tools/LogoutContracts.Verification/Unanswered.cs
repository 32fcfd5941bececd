namespace LogoutContracts.Verification;

/// <summary>Why a target gave no answer, in a sentence.</summary>
internal static class Unanswered
{
    /// <returns>Null for an exception that is none of the target's doing.</returns>
    public static string? ReasonOf(Exception e, CancellationToken cancellation) => e switch
    {
        HttpRequestException { HttpRequestError: HttpRequestError.ConnectionError or HttpRequestError.NameResolutionError or HttpRequestError.SecureConnectionError } => $"The target does not answer: {e.Message}",
        HttpRequestException => $"The target's answer cannot be read: {e.GetBaseException().Message}",
        TaskCanceledException when !cancellation.IsCancellationRequested => "The target took too long to answer.",
        _ => null,
    };
}
