using LogoutContracts.Specs.Model;

namespace LogoutContracts.Mocks.Requests;

/// <summary>Finds what a request carries.</summary>
public static class CredentialReader
{
    /// <returns>The credential, from the first of its carriers that is there and fits; empty where there is none.</returns>
    public static ReadOnlySpan<char> Read<TRequest>(Credential credential, in TRequest request)
        where TRequest : IRequest, allows ref struct
    {
        foreach (var carrier in credential.Carriers.AsSpan())
        {
            var there = carrier.Kind == CarrierKind.Header ? request.TryGetHeader(carrier.Name, out var value) : request.TryGetCookie(carrier.Name, out value);
            if (there && carrier.Read(value) is { IsEmpty: false } read)
                return read;
        }

        return [];
    }
}
