using System.Net.Sockets;

namespace LogoutContracts.Verification.Http;

/// <summary>Why there is no answer to judge.</summary>
internal sealed record NoResponse(string Reason, Reachability Reachability)
{
    /// <summary>Whether the target took the request and closed the connection without an answer.</summary>
    public bool IsClosed { get; private init; }

    /// <returns>Null where the exception is not the target's doing.</returns>
    public static NoResponse? Of(Exception e, CancellationToken cancellation) => e switch
    {
        HttpRequestException { HttpRequestError: HttpRequestError.ConnectionError or HttpRequestError.NameResolutionError or HttpRequestError.SecureConnectionError } =>
            new($"The target does not answer: {e.Message}", Reachability.Unreachable),
        HttpRequestException or IOException => new($"The target's answer cannot be read: {e.GetBaseException().Message}", Reachability.Answering) { IsClosed = Closes(e) },
        TaskCanceledException when !cancellation.IsCancellationRequested => new("The target took too long to answer.", Reachability.TimedOut),
        _ => null,
    };

    private static bool Closes(Exception e) =>
        e is HttpRequestException { HttpRequestError: HttpRequestError.ResponseEnded } || e.GetBaseException() is SocketException { SocketErrorCode: SocketError.ConnectionReset };
}
