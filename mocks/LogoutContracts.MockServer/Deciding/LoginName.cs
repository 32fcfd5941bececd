using LogoutContracts.MockServer.Tls;
using LogoutContracts.Specs.Json;
using LogoutContracts.Specs.Model;

namespace LogoutContracts.MockServer.Deciding;

/// <summary>Names of the users whose sessions are opened by a request.</summary>
internal static class LoginName
{
    private const string Prefix = "login";

    /// <summary>The user that the request's body names; null if it names none.</summary>
    public static string? In(in OperationCall call) =>
        call.Operation.Operation?.Session.User is { } user && call.Json is { } body && JsonPointer.Find(body, user.Pointer) is { } value
            ? $"{Prefix}/{value}" : null;

    /// <summary>The user of a request that names none: the certificate's common name, or one common user.</summary>
    public static string Otherwise(SessionModel model, ClientIdentity? client) =>
        model.Users.Any && client?.CommonName is { } name ? $"{Prefix}/{name}" : Prefix;
}
