using System.Text;
using LogoutContracts.MockServer.Contracts;
using LogoutContracts.MockServer.Telemetry;

namespace LogoutContracts.MockServer.Admin.Routes;

/// <summary>The metrics, for Prometheus. At the path that it asks for by default.</summary>
internal static class MetricsRoutes
{
    public static IEnumerable<AdminRoute> Of(ServerState server) =>
    [
        new("GET", "/metrics", _ => new(
            200, PrometheusText.ContentType,
            Encoding.UTF8.GetBytes(PrometheusText.Of(server.Telemetry.Requests, server.Telemetry.Sessions)))),
    ];
}
