using LogoutContracts.Mocks.Mappings.Matching;
using LogoutContracts.Mocks.Requests;
using LogoutContracts.MockServer.Deciding;
using LogoutContracts.MockServer.Http;
using LogoutContracts.Specs.Primitives;
using Microsoft.AspNetCore.Http.Features;

namespace LogoutContracts.MockServer.Stubs;

/// <summary>The server's own error responses, as RFC 9457 problem details.</summary>
internal static class StubProblems
{
    public static ValueTask NoMappingAsync(IFeatureCollection features, string stubs, MappedRequest request, ValueList<NearMiss> nearest) =>
        ResponseWriter.ProblemAsync(
            features, 404, "no-mapping", "No mapping matches this request",
            $"None of the mappings of '{stubs}' matches "
            + $"{request.Method} {SecretLookalikes.Masked(Redactor.WithoutContract.Hide(request.RawPath))}.",
            json =>
            {
                if (nearest.Count == 0)
                    return;
                json.WritePropertyName("nearest");
                NearMisses.Write(json, nearest);
            });
}
