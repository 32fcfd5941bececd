using Microsoft.AspNetCore.Connections;

namespace LogoutContracts.MockServer.Http;

/// <summary>Recognizes the exceptions of requests whose client no longer waits for the answer.</summary>
internal static class ClientGone
{
    public static bool Is(Exception e) => e is ConnectionResetException or OperationCanceledException;
}
