using LogoutContracts.Mocks.Requests;
using LogoutContracts.Specs.Model;
using LogoutContracts.Verification.Http;

namespace LogoutContracts.Verification.Audit.Checks;

/// <summary>Puts a credential into a request, in the header or cookie of a carrier.</summary>
internal static class CarrierEdit
{
    /// <summary>Sets the header, with the carrier's prefix and suffix, or the cookie.</summary>
    public static RenderedRequest Put(this Carrier carrier, RenderedRequest request, string value) => carrier.Kind == CarrierKind.Header
        ? request.WithHeader(carrier.Name, $"{carrier.Prefix}{value}{carrier.Suffix}") : request.WithCookie(carrier.Name, value);
}
