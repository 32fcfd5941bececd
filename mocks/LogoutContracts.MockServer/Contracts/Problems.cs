using LogoutContracts.MockServer.Deciding;
using LogoutContracts.MockServer.Http;
using LogoutContracts.MockServer.Routing;
using LogoutContracts.Mocks.Plans;
using Microsoft.AspNetCore.Http.Features;

namespace LogoutContracts.MockServer.Contracts;

/// <summary>
/// The mock's own error responses, as RFC 9457 problem details. No vendor uses this format, so a client can tell that the answer comes from
/// the mock. They do not repeat header values, bodies or queries, which may hold credentials.
/// </summary>
internal static class Problems
{
    public static ValueTask NoPathAsync(IFeatureCollection features, MockPlan plan, string requestPath, IEnumerable<NearMiss> nearest) =>
        WriteAsync(features, 404, "no-path", "No operation has this path", $"The contract '{plan.Contract.Id}' has no path {requestPath}.", nearest);

    public static ValueTask NoVariantAsync(IFeatureCollection features, MockPlan plan, RunningPath path, IEnumerable<NearMiss> nearest) => WriteAsync(
        features, 404, "no-variant", "No variant rules this request", $"The contract '{plan.Contract.Id}' knows {path.Template}, but says nothing about this request.", nearest);

    public static ValueTask NoSuchVariantAsync(IFeatureCollection features, RunningOperation operation, string preference) => WriteAsync(
        features, 400, "no-such-variant", "The header Prefer asks for a variant that is not there",
        $"Nothing here answers to {preference}; there is {string.Join(", ", operation.Variants.Select(Summary))}.", []);

    public static ValueTask NoCertificateAsync(IFeatureCollection features, MockPlan plan) => WriteAsync(
        features, 421, "no-client-certificate", "The connection has no client certificate",
        $"The contract '{plan.Contract.Id}' refuses such a connection in the handshake. This port serves other contracts, too, and can only say so afterwards; on a port of its own, it is refused.", []);

    private static ValueTask WriteAsync(IFeatureCollection features, int status, string type, string title, string detail, IEnumerable<NearMiss> nearest)
    {
        var misses = nearest.ToList();
        return ResponseWriter.ProblemAsync(features, status, type, title, detail, json =>
        {
            if (misses.Count == 0)
                return;
            json.WritePropertyName("nearest");
            NearMisses.Write(json, misses);
        });
    }

    private static string Summary(RunningVariant variant) =>
        $"{variant.Planned.Name} ({variant.Status}{(variant.Planned.Answer!.Body is { Example.Length: > 0 } body ? $", {body.Example}" : "")})";
}
