using LogoutContracts.Mocks.Plans;

namespace LogoutContracts.Diffing.Pairing;

/// <summary>Two versions of a contract, in one release each.</summary>
/// <param name="Release">What the report calls the release; null if the contract has none.</param>
internal sealed record ContractPair(MockPlan Old, MockPlan New, string? Release)
{
    public ValueNames Names { get; } = ValueNames.Of(Old.Contract.Sessions, New.Contract.Sessions);

    public string Id => New.Contract.Id;
}
