using LogoutContracts.Specs.Model;

namespace LogoutContracts.Tests.Diffing;

/// <summary>A random edit of a contract.</summary>
/// <param name="IsSilent">Whether it changes nothing that clients, providers or logouts can see.</param>
/// <param name="Apply">Gives the edited contract.</param>
public sealed record ContractEdit(string Name, bool IsSilent, Func<Contract, Contract> Apply)
{
    public override string ToString() => Name;
}
