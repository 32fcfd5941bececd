using System.Security.Authentication;

namespace LogoutContracts.Verification.Http;

/// <summary>Why there is no answer to judge.</summary>
internal sealed record NoResponse(string Reason, Reachability Reachability)
{
    /// <returns>Null if the exception has another cause than the target.</returns>
    public static NoResponse? Of(Exception e, CancellationToken cancellation) => e switch
    {
        WrongSchemeException => new(e.Message, Reachability.Unreachable),
        HttpRequestException { HttpRequestError: HttpRequestError.SecureConnectionError } =>
            new($"The target does not answer: {TlsProblem(e.GetBaseException())}", Reachability.Unreachable),
        HttpRequestException { HttpRequestError: HttpRequestError.ConnectionError or HttpRequestError.NameResolutionError } =>
            new($"The target does not answer: {e.Message}", Reachability.Unreachable),
        HttpRequestException or IOException => new($"The target's answer cannot be read: {e.GetBaseException().Message}{TlsHint(e)}", Reachability.Answering),
        TaskCanceledException when !cancellation.IsCancellationRequested => new("The target took too long to answer.", Reachability.TimedOut),
        _ => null,
    };

    private static string TlsProblem(Exception cause) => cause switch
    {
        AuthenticationException when Says(cause, "UntrustedRoot") || Says(cause, "PartialChain") =>
            "its certificate is not trusted, as nobody you trust issued it. Name the CA's certificate with --cacert FILE.",
        AuthenticationException when Says(cause, "NameMismatch") => "its certificate is for another host. Use a host name that the certificate has.",
        AuthenticationException when Says(cause, "NotTimeValid") => "its certificate is not valid at this time. Renew it, and check the clock of this machine.",
        AuthenticationException when Says(cause, "frame") => "this port does not speak TLS. Use http:// or another port.",
        _ => $"the TLS handshake failed: {cause.Message} Check the target's certificate (--cacert FILE names its CA), and whether it wants one of yours (--cert FILE).",
    };

    // Some servers close the connection, others send a TLS alert, which starts with 0x15.
    private static string TlsHint(Exception e) =>
        e is HttpRequestException { HttpRequestError: HttpRequestError.ResponseEnded, InnerException.InnerException: null } && !Says(e.GetBaseException(), "additional bytes") || Says(e, "'\u0015\u0003")
            ? " If this port expects TLS, use https://." : "";

    private static bool Says(Exception e, string word) => e.Message.Contains(word, StringComparison.Ordinal);
}
