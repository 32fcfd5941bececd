using LogoutContracts.Diffing.Changes;
using LogoutContracts.Mocks.Plans;

namespace LogoutContracts.Diffing.Pairing;

/// <summary>Two versions of an operation, paired by method and path. The names of path parameters do not matter.</summary>
/// <param name="Method"><see cref="OtherMethods"/> for the methods that the path does not declare.</param>
/// <param name="Path">The path of the new version; if it has none, of the old one.</param>
/// <param name="Old">Null if only the new contract has it.</param>
/// <param name="New">Null if only the old contract has it.</param>
internal sealed record OperationPair(string Method, string Path, OperationSide? Old, OperationSide? New)
{
    public const string OtherMethods = "other";

    public string Key { get; } = $"{Method} {ChangeId.PathKey(Path)}";

    /// <summary>Whether it is about the methods that the path does not declare.</summary>
    public bool IsOtherMethods => string.Equals(Method, OtherMethods, StringComparison.Ordinal);

    /// <summary>Method and path.</summary>
    public string Name => $"{Method} {Path}";

    /// <summary>All operations of both contracts, in the order of the new one, then those that only the old one has.</summary>
    public static IEnumerable<OperationPair> Of(ContractPair pair)
    {
        var old = Sides(pair.Old).ToDictionary(side => side.Key, StringComparer.Ordinal);
        var found = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (key, method, path, side) in Sides(pair.New))
        {
            if (found.Add(key))
                yield return new(method, path, old.GetValueOrDefault(key).Side, side);
        }

        foreach (var (key, method, path, side) in old.Values.Where(each => !found.Contains(each.Key)))
            yield return new(method, path, side, null);
    }

    /// <summary>The place of one version in its spec; null if there is no such version.</summary>
    public static ChangePlace? PlaceIn(MockPlan plan, OperationSide? side) => side switch
    {
        null => null,
        { Operation: { } operation } => ChangePlace.Of(plan.Contract, operation.At),
        { Variants: [var first, ..] } => ChangePlace.Of(plan.Contract, first.Variant.At),
        _ => null,
    };

    private static IEnumerable<(string Key, string Method, string Path, OperationSide Side)> Sides(MockPlan plan)
    {
        foreach (var path in plan.Paths)
        {
            foreach (var operation in path.Operations)
                yield return Side(plan, path, operation, operation.Operation.Method);
            if (path.OtherMethods.Count > 0)
                yield return Side(plan, path, null, OtherMethods);
        }
    }

    private static (string, string, string, OperationSide) Side(MockPlan plan, PlannedPath path, PlannedOperation? planned,
        string method) =>
        ($"{method} {ChangeId.PathKey(path.Template.Text)}", method, path.Template.Text, new(plan, path, planned));
}
