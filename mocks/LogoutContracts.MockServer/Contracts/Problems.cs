using System.Globalization;
using LogoutContracts.Mocks.Plans;
using LogoutContracts.MockServer.Deciding;
using LogoutContracts.MockServer.Http;
using LogoutContracts.MockServer.Routing;
using LogoutContracts.MockServer.Sharing;
using Microsoft.AspNetCore.Http.Features;

namespace LogoutContracts.MockServer.Contracts;

/// <summary>
/// The mock's own error responses, as RFC 9457 problem details. No vendor uses this format, so a client can tell that the answer comes from
/// the mock. They do not repeat header values, bodies or queries, which may hold credentials.
/// </summary>
internal static class Problems
{
    public static ValueTask NoPathAsync(IFeatureCollection features, MockPlan plan, string requestPath, IEnumerable<NearMiss> nearest) =>
        WriteAsync(
            features, 404, "no-path", "No operation has this path",
            $"The contract '{plan.Contract.Id}' has no path {requestPath}.", nearest);

    public static ValueTask NoVariantAsync(IFeatureCollection features, MockPlan plan, RunningPath path, IEnumerable<NearMiss> nearest) =>
        WriteAsync(
            features, 404, "no-variant", "No variant matches this request",
            $"The contract '{plan.Contract.Id}' has the path {path.Template}, but no variant matches this request.", nearest);

    public static ValueTask NoSuchVariantAsync(IFeatureCollection features, RunningOperation operation, string preference) => WriteAsync(
        features, 400, "no-such-variant", "The Prefer header asks for an unknown variant",
        $"This operation has no {preference}. Known: {string.Join(", ", operation.Variants.Select(Summary))}.", []);

    public static ValueTask NoCertificateAsync(IFeatureCollection features, MockPlan plan) => WriteAsync(
        features, 421, "no-client-certificate", "The connection has no client certificate",
        $"The contract '{plan.Contract.Id}' requires a client certificate. On a port of its own, the handshake fails without one; "
        + "on a port that contracts share, the server can only refuse the request.",
        []);

    public static ValueTask NoStateAsync(IFeatureCollection features, StateUnavailableException reason)
    {
        features.GetRequiredFeature<IHttpResponseFeature>().Headers.RetryAfter =
            StateUnavailableException.RetryAfterSeconds.ToString(CultureInfo.InvariantCulture);
        return WriteAsync(features, 503, "state-unavailable", "The shared state is unavailable", reason.Message, []);
    }

    private static ValueTask WriteAsync(
        IFeatureCollection features, int status, string type, string title, string detail, IEnumerable<NearMiss> nearest)
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

    private static string Summary(RunningVariant variant)
    {
        var example = variant.Planned.Answer!.Body is { Example.Length: > 0 } body ? $", {body.Example}" : "";
        return $"{variant.Planned.Name} ({variant.Status}{example})";
    }
}
