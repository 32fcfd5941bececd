using LogoutContracts.MockServer.Sessions;
using LogoutContracts.MockServer.Tls;
using LogoutContracts.Specs.Model;

namespace LogoutContracts.MockServer.Deciding;

/// <summary>Compares the client certificate of a connection with the caller's session.</summary>
internal static class CertificateCheck
{
    /// <param name="client">Null over plain HTTP, where certificates are not checked.</param>
    /// <param name="session">The caller's session; null if it is unknown.</param>
    public static Certificate Of(ClientIdentity? client, CommonNames users, Session? session, Operation? operation)
    {
        if (client is null)
            return Certificate.Own;
        if (!client.HasCertificate)
            return Certificate.None;
        if (!users.Any)
            return Certificate.Own;
        if (client.CommonName is not { } name || !users.Knows(name))
            return Certificate.Unknown;
        if (session is not null)
            return session.CommonName is null || string.Equals(session.CommonName, name, StringComparison.Ordinal) ? Certificate.Own
                : Certificate.OtherUser;
        return operation is { Session.Opens.Count: > 0 } && !users.Of(operation.Session.OpensKind).Contains(name, StringComparer.Ordinal)
            ? Certificate.OtherUser : Certificate.Own;
    }
}
