using LogoutContracts.Mocks.Plans;

namespace LogoutContracts.Mocks.Diagrams;

/// <summary>All diagrams of a contract.</summary>
public static class ContractDiagrams
{
    /// <summary>The states of its sessions, then the rules of each operation in the order of the contract.</summary>
    public static IEnumerable<Diagram> Of(MockPlan plan) =>
        plan.Contract.Operations.Select(operation => RuleDiagram.Of(plan, operation.Id)).Prepend(SessionDiagram.Of(plan));
}
