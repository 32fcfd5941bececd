namespace LogoutContracts.Verification;

/// <summary>Why there is no answer to judge.</summary>
/// <param name="IsSilent">Whether nothing came at all; else what came could not be read.</param>
internal sealed record Unanswered(string Reason, bool IsSilent)
{
    /// <returns>Null where the exception is not the target's doing.</returns>
    public static Unanswered? Of(Exception e, CancellationToken cancellation) => e switch
    {
        HttpRequestException { HttpRequestError: HttpRequestError.ConnectionError or HttpRequestError.NameResolutionError or HttpRequestError.SecureConnectionError } =>
            new($"The target does not answer: {e.Message}", IsSilent: true),
        HttpRequestException or IOException => new($"The target's answer cannot be read: {e.GetBaseException().Message}", IsSilent: false),
        TaskCanceledException when !cancellation.IsCancellationRequested => new("The target took too long to answer.", IsSilent: true),
        _ => null,
    };
}
