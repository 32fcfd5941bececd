using LogoutContracts.Mocks.Requests;
using LogoutContracts.Specs.Model;

namespace LogoutContracts.Verification.Http;

/// <summary>Changes the credentials of requests.</summary>
internal static class CredentialEdit
{
    /// <summary>Removes all headers and cookies that carry credentials.</summary>
    public static RenderedRequest WithoutCredentials(this RenderedRequest request, SessionModel sessions) =>
        sessions.Credentials.SelectMany(credential => credential.Carriers).Aggregate(request, Without);

    private static RenderedRequest Without(RenderedRequest request, Carrier carrier) =>
        carrier.Kind == CarrierKind.Header ? request.WithHeader(carrier.Name, null) : request.WithCookie(carrier.Name, null);
}
