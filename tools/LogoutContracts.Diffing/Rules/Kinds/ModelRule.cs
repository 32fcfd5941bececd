using LogoutContracts.Diffing.Changes;
using LogoutContracts.Diffing.Pairing;

namespace LogoutContracts.Diffing.Rules.Kinds;

/// <summary>A rule about how sessions work.</summary>
internal abstract class ModelRule(string id, Audience audience, ChangeLevel level, string what, string why, string fix)
    : DiffRule(id, audience, level, what, why, fix)
{
    public abstract IEnumerable<Finding> Find(ContractPair pair);
}
