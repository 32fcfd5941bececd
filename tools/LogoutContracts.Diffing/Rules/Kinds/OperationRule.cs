using LogoutContracts.Diffing.Changes;
using LogoutContracts.Diffing.Pairing;

namespace LogoutContracts.Diffing.Rules.Kinds;

/// <summary>A rule about what an operation reads and returns, whatever the request.</summary>
internal abstract class OperationRule(string id, Audience audience, ChangeLevel level, string what, string why, string fix)
    : DiffRule(id, audience, level, what, why, fix)
{
    public abstract IEnumerable<Finding> Find(OperationPair pair, ValueNames names);
}
