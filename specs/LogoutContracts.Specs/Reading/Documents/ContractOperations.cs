using LogoutContracts.Specs.Yaml;

namespace LogoutContracts.Specs.Reading.Documents;

/// <summary>Tells the operations of a contract from the others in an OpenAPI file.</summary>
internal static class ContractOperations
{
    private static readonly string[] Marks = ["x-session", "x-variants", "x-send"];

    /// <summary>Whether the operation belongs to the contract: it has one of our fields, perhaps misspelled.</summary>
    /// <param name="isOwn">Whether the file is written as a spec, so that whatever is no operation is a mistake in it.</param>
    public static bool Contain(Node operation, bool isOwn) => operation is MapNode map ? IsMarked(map) : isOwn;

    /// <summary>Whether the path has operations of the contract, or our fields.</summary>
    public static bool ContainAnyOf(Node item, bool isOwn) => item is MapNode map
        ? IsMarked(map) || map.Entries.Any(entry => IsOperation(entry) && Contain(entry.Value, isOwn)) : isOwn;

    /// <summary>Whether the document has operations that do not belong to the contract.</summary>
    public static bool LeaveAny(MapNode paths, Func<Node, Node?> resolve, bool isOwn) => paths.Entries
        .Select(entry => resolve(entry.Value)).OfType<MapNode>()
        .Any(item => item.Entries.Any(entry => IsOperation(entry) && !Contain(entry.Value, isOwn)));

    public static bool IsOperation(Entry entry) => OperationKeys.All.Contains(entry.Key, StringComparer.Ordinal);

    private static bool IsMarked(MapNode map) => map.Entries.Any(
        entry => Marks.Contains(entry.Key, StringComparer.Ordinal) || Array.Exists(Marks, mark => ExtensionNames.IsSlip(entry.Key, mark)));
}
