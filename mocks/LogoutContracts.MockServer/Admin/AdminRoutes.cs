namespace LogoutContracts.Serving.Admin;

/// <summary>All routes of the admin API.</summary>
internal static class AdminRoutes
{
    public static IReadOnlyList<AdminRoute> Of(ServerState server) =>
    [
        .. StateRoutes.Of(server), .. ContractRoutes.Of(server), .. SessionRoutes.Of(server), .. ClockRoutes.Of(server),
        .. ForceRoutes.Of(server), .. FaultRoutes.Of(server), .. JournalRoutes.Of(server),
    ];
}
