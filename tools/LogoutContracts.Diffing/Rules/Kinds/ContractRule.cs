using LogoutContracts.Diffing.Changes;
using LogoutContracts.Specs.Model;

namespace LogoutContracts.Diffing.Rules.Kinds;

/// <summary>A rule about a contract as a whole.</summary>
internal abstract class ContractRule(string id, Audience audience, ChangeLevel level, string what, string why, string fix)
    : DiffRule(id, audience, level, what, why, fix)
{
    /// <param name="old">Null if only the new version has the contract.</param>
    /// <param name="new">Null if only the old version has the contract.</param>
    public abstract IEnumerable<Finding> Find(Contract? old, Contract? @new);
}
