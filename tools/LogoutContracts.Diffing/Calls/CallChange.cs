using LogoutContracts.Diffing.Changes;
using LogoutContracts.Specs.Primitives;

namespace LogoutContracts.Diffing.Calls;

/// <summary>Calls of one kind whose answer changes.</summary>
/// <param name="Method">The method of the calls.</param>
/// <param name="Path">The path template.</param>
/// <param name="Sessions">The states of the sessions, such as <c>caller active, target self</c>.</param>
/// <param name="OldStatus">The old status.</param>
/// <param name="NewStatus">Null if the new version has no answer.</param>
/// <param name="Texts">What changes, in sentences.</param>
/// <param name="New">The place in the new spec; null if it has none.</param>
/// <param name="Calls">The numbers of the calls.</param>
public sealed record CallChange(
    string Method, string Path, string Sessions, int OldStatus, int? NewStatus, ChangeLevel Level, ValueList<string> Texts,
    ChangePlace Old, ChangePlace? New, ValueList<int> Calls);

/// <summary>What a client's calls get from another version of a contract.</summary>
/// <param name="Changes">The worst first.</param>
/// <param name="Fitting">The number of calls that the old version explains.</param>
/// <param name="Strange">The numbers of the calls that it does not explain: other paths, other answers, faults.</param>
/// <param name="Dropped">How many calls the log does not have.</param>
/// <param name="Assumed">How many sessions were taken to be active, because their login is not in the log.</param>
public sealed record CallDifference(ValueList<CallChange> Changes, int Fitting, ValueList<int> Strange, long Dropped, int Assumed);
