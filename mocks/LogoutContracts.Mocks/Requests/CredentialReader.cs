using LogoutContracts.Specs.Model;

namespace LogoutContracts.Mocks.Requests;

/// <summary>Reads credentials from requests.</summary>
public static class CredentialReader
{
    /// <summary>Reads a credential.</summary>
    /// <returns>The credential from its first carrier that is present and well-formed; empty if there is none.</returns>
    public static ReadOnlySpan<char> Read<TRequest>(Credential credential, in TRequest request)
        where TRequest : IRequest, allows ref struct
    {
        foreach (var carrier in credential.Carriers.AsSpan())
        {
            var found = carrier.Kind == CarrierKind.Header ? request.TryGetHeader(carrier.Name, out var value)
                : request.TryGetCookie(carrier.Name, out value);
            if (found && carrier.Read(value) is { IsEmpty: false } read)
                return read;
        }

        return [];
    }
}
