using LogoutContracts.Cli.Context;
using LogoutContracts.Verification.Audit;
using LogoutContracts.Verification.Audit.Checks;

namespace LogoutContracts.Cli.Audit;

/// <summary>Which checks of an audit run: <c>--only</c> and <c>--skip</c>, by id.</summary>
internal static class CheckFilter
{
    /// <exception cref="UserErrorException">An id is unknown.</exception>
    public static Func<string, bool> Of(IReadOnlyCollection<string> only, IReadOnlyCollection<string> skip)
    {
        var (wanted, unwanted) = (only.Select(id => Find("--only", id).Id).ToHashSet(StringComparer.Ordinal), skip.Select(id => Find("--skip", id).Id).ToHashSet(StringComparer.Ordinal));
        return id => (wanted.Count == 0 || wanted.Contains(id)) && !unwanted.Contains(id);
    }

    /// <exception cref="UserErrorException">No check has this id; the message says why, if that is known.</exception>
    public static Check Find(string option, string id) => CheckCatalog.Find(id)
        ?? throw (CheckCatalog.Missing.FirstOrDefault(missing => missing.Id.Equals(id, StringComparison.OrdinalIgnoreCase)) is { Id: not null } missing
            ? AuditErrors.CheckMissing(option, missing.Id, missing.Reason) : AuditErrors.UnknownCheck(option, id, [.. CheckCatalog.All.Select(check => check.Id)]));
}
