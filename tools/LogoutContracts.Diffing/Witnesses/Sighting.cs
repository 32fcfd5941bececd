using LogoutContracts.Diffing.Changes;
using LogoutContracts.Diffing.Pairing;
using LogoutContracts.Diffing.Refining;
using LogoutContracts.Mocks.Plans;
using LogoutContracts.Specs.Model;

namespace LogoutContracts.Diffing.Witnesses;

/// <summary>A request that two variants answer differently.</summary>
/// <param name="Point">The request, as an index per dimension.</param>
/// <param name="Masks">All requests that the same two variants answer, as a bit mask per dimension.</param>
internal sealed record Sighting(
    ContractPair Pair, RequestSpace Space, ProviderCondition Condition, int[] Point, ulong[] Masks, PlannedVariant Old,
        PlannedVariant New, OperationSide OldSide,
    OperationSide NewSide);

/// <summary>A request that was tried, and that two variants answer differently.</summary>
internal sealed record TriedSighting(
    ContractPair Pair, TriedRequest Request, bool IsOfOld, PlannedVariant Old, PlannedVariant New);
