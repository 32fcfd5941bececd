using LogoutContracts.Cli.Context;
using LogoutContracts.Verification.Audit;
using LogoutContracts.Verification.Audit.Checks;

namespace LogoutContracts.Cli.Audit;

/// <summary>The checks that an audit runs: <c>--only</c> and <c>--skip</c>, by id.</summary>
internal static class CheckFilter
{
    /// <exception cref="UserErrorException">An id is unknown.</exception>
    public static Func<string, bool> Of(IReadOnlyCollection<string> only, IReadOnlyCollection<string> skip)
    {
        var wanted = only.Select(id => Find("--only", id).Id).ToHashSet(StringComparer.Ordinal);
        var unwanted = skip.Select(id => Find("--skip", id).Id).ToHashSet(StringComparer.Ordinal);
        return id => (wanted.Count == 0 || wanted.Contains(id)) && !unwanted.Contains(id);
    }

    /// <exception cref="UserErrorException">No check has this id; if the requirement is known but not checked, says why.</exception>
    public static Check Find(string option, string id) => CheckCatalog.Find(id) ?? throw NotFound(option, id);

    private static UserErrorException NotFound(string option, string id) =>
        CheckCatalog.Missing.FirstOrDefault(each => each.Id.Equals(id, StringComparison.OrdinalIgnoreCase)) is { Id: not null } missing
            ? AuditErrors.CheckMissing(option, missing.Id, missing.Reason)
            : AuditErrors.UnknownCheck(option, id, [.. CheckCatalog.All.Select(check => check.Id)]);
}
