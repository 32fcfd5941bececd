using LogoutContracts.Mocks.Plans;

namespace LogoutContracts.Diffing.Refining;

/// <summary>A set of requests that one variant answers on each side.</summary>
/// <param name="Old">Null if the old contract says nothing.</param>
/// <param name="New">Null if the new contract says nothing.</param>
/// <param name="Point">One of the requests, as an index per dimension.</param>
/// <param name="Masks">All of them, as a bit mask per dimension.</param>
internal readonly record struct Cell(PlannedVariant? Old, PlannedVariant? New, int[] Point, ulong[] Masks);
