using LogoutContracts.Mocks.Requests;
using LogoutContracts.Specs.Model;

namespace LogoutContracts.Verification.Http;

/// <summary>A request with other credentials, or without.</summary>
internal static class CredentialEdit
{
    /// <summary>Removes every carrier of every credential.</summary>
    public static RenderedRequest WithoutCredentials(this RenderedRequest request, SessionModel sessions) =>
        sessions.Credentials.SelectMany(credential => credential.Carriers).Aggregate(request, Without);

    private static RenderedRequest Without(RenderedRequest request, Carrier carrier) =>
        carrier.Kind == CarrierKind.Header ? request.WithHeader(carrier.Name, null) : request.WithCookie(carrier.Name, null);
}
