namespace LogoutContracts.ClientAudit.Checks;

/// <summary>Every check of a client.</summary>
public static class ClientCheckCatalog
{
    /// <summary>Shows that the client logs in, calls and logs out.</summary>
    public static ClientCheck Control { get; } = new C0Control();

    public static IReadOnlyList<ClientCheck> All { get; } =
        [Control, new C1DeadToken(), new C2FailedLogout(), new C3Attempts(), new C4RetryAfter(), new C5Leak(), new C6Hang()];

    /// <summary>Finds a check by its id, in any letter case.</summary>
    /// <returns>Null if no check has this id.</returns>
    public static ClientCheck? Find(string id) => All.FirstOrDefault(check => check.Id.Equals(id, StringComparison.OrdinalIgnoreCase));
}
