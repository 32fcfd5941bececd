using LogoutContracts.MockServer.Contracts;

namespace LogoutContracts.MockServer.Admin.WireMock;

/// <summary>The part of WireMock's admin API that its clients use. WireMock's documentation describes it.</summary>
internal static class WireMockRoutes
{
    public static IReadOnlyList<AdminRoute> Of(ServerState server) =>
    [
        .. MappingRoutes.Of(server), .. RequestRoutes.Of(server), .. NearMissRoutes.Of(server), .. ScenarioRoutes.Of(server),
    ];
}
