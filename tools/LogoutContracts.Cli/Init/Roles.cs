using LogoutContracts.Drafting.Choosing;

namespace LogoutContracts.Cli.Init;

/// <summary>Chooses the operations of the contract.</summary>
internal static class Roles
{
    private static readonly DraftRole[] Needed = [DraftRole.Logout, DraftRole.Probe];

    /// <summary>Finds the operations of the contract, and asks where several fit.</summary>
    /// <param name="ask">Null to take the most likely ones.</param>
    /// <exception cref="Context.UserErrorException">An operation is unknown, or there is no logout or no probe.</exception>
    public static DraftFinding Choose(IDraftSource source, DraftOptions options, Func<OpenRole, string>? ask)
    {
        var finding = source.Find(options);
        foreach (var role in Enum.GetValues<DraftRole>().Where(finding.IsUnknown))
            throw InitErrors.NoOperation(role, options.Of(role)!, finding.Operations);
        foreach (var role in Needed.Where(role => finding.NameOf(role) is null))
            throw InitErrors.NoRole(role, source.Shown, finding.Operations);
        return ask is not null && finding.Open is [var first, ..] ? Choose(source, options.With(first.Role, ask(first)), ask) : finding;
    }
}
