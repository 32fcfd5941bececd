using LogoutContracts.MockServer.Contracts;

namespace LogoutContracts.MockServer.Admin.Routes;

/// <summary>All routes of the admin API.</summary>
internal static class AdminRoutes
{
    /// <param name="stopping">Cancelled when the server stops.</param>
    public static IReadOnlyList<AdminRoute> Of(ServerState server, CancellationToken stopping) =>
    [
        .. StateRoutes.Of(server), .. ContractRoutes.Of(server), .. SessionRoutes.Of(server), .. ClockRoutes.Of(server),
        .. ForcedAnswerRoutes.Of(server), .. FaultRoutes.Of(server), .. JournalRoutes.Of(server, stopping),
        .. MetricsRoutes.Of(server),
    ];
}
