using System.Net.Sockets;
using System.Security.Authentication;
using LogoutContracts.Verification.Http.Pacing;

namespace LogoutContracts.Verification.Http;

/// <summary>Why there is no answer to judge.</summary>
/// <param name="Reason">A sentence, with advice if there is any.</param>
internal sealed record NoResponse(string Reason, Reachability Reachability)
{
    /// <summary>Whether the target accepted the request and closed the connection without an answer.</summary>
    public bool IsClosed { get; private init; }

    /// <returns>Null if the exception has another cause than the target.</returns>
    public static NoResponse? Of(Exception e, CancellationToken cancellation) => e switch
    {
        TargetBusyException => new(e.Message, Reachability.Answering),
        WrongSchemeException => new(e.Message, Reachability.Unreachable),
        HttpRequestException { HttpRequestError: HttpRequestError.SecureConnectionError } =>
            new($"The target does not answer: {TlsProblem(e.GetBaseException())}", Reachability.Unreachable),
        HttpRequestException { HttpRequestError: HttpRequestError.ConnectionError or HttpRequestError.NameResolutionError } =>
            new($"The target does not answer: {e.Message}", Reachability.Unreachable),
        HttpRequestException or IOException =>
            new($"The target's answer cannot be read: {e.GetBaseException().Message}{TlsHint(e)}", Reachability.Answering)
            {
                IsClosed = Closes(e),
            },
        TaskCanceledException when !cancellation.IsCancellationRequested =>
            new("The target took too long to answer.", Reachability.TimedOut),
        _ => null,
    };

    private static string TlsProblem(Exception cause) => cause switch
    {
        AuthenticationException when Says(cause, "UntrustedRoot") || Says(cause, "PartialChain") =>
            "its certificate is not trusted. If it comes from a private CA, give the certificate of that CA with --cacert FILE.",
        AuthenticationException when Says(cause, "NameMismatch") =>
            "its certificate is for another host. Use a host name that the certificate contains.",
        AuthenticationException when Says(cause, "NotTimeValid") =>
            "its certificate has expired or is not valid yet. Renew it, or correct the clock of this machine.",
        AuthenticationException when Says(cause, "frame") => "this port does not speak TLS. Use http:// or another port.",
        _ => $"the TLS handshake failed: {cause.Message} Check the target's certificate (--cacert FILE gives its CA), and whether the "
            + "target requires a client certificate (--cert FILE).",
    };

    // Some servers close the connection, others send a TLS alert, which starts with 0x15.
    private static string TlsHint(Exception e)
    {
        var isClosed = e is HttpRequestException { HttpRequestError: HttpRequestError.ResponseEnded }
            && !Says(e.GetBaseException(), "additional bytes");
        return isClosed || Says(e, "'\u0015\u0003") ? " If this port expects TLS, use https://." : "";
    }

    private static bool Says(Exception e, string word) => e.Message.Contains(word, StringComparison.Ordinal);

    private static bool Closes(Exception e) =>
        e is HttpRequestException { HttpRequestError: HttpRequestError.ResponseEnded }
        || e.GetBaseException() is SocketException { SocketErrorCode: SocketError.ConnectionReset };
}
