using LogoutContracts.Diffing.Changes;
using LogoutContracts.Diffing.Rules;

namespace LogoutContracts.Diffing;

/// <summary>The kinds of changes that are reported.</summary>
public static class DiffRules
{
    /// <summary>All rules: those about logouts first, then by level.</summary>
    public static IReadOnlyList<DiffRule> All => RuleCatalog.All;

    /// <summary>Finds a rule by its id.</summary>
    /// <returns>Null if no rule has this id.</returns>
    public static DiffRule? Find(string id) => All.FirstOrDefault(rule => string.Equals(rule.Id, id, StringComparison.Ordinal));
}
