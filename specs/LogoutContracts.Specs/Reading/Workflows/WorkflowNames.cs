using LogoutContracts.Specs.Arazzo;
using LogoutContracts.Specs.Json;
using LogoutContracts.Specs.Yaml;

namespace LogoutContracts.Specs.Reading.Workflows;

/// <summary>What an Arazzo document has names for, gathered before it is read, since a workflow may speak of one below it.</summary>
internal sealed class WorkflowNames
{
    private readonly Dictionary<string, NamesOfWorkflow> workflows = new(StringComparer.Ordinal);

    private WorkflowNames(MapNode root)
    {
        foreach (var map in Maps(root["workflows"]))
        {
            if (TextOf(map["workflowId"]) is { } id)
                workflows.TryAdd(id, NamesOfWorkflow.Of(map, root));
            else
                HasNameless = true;
        }

        Sources = [.. Maps(root["sourceDescriptions"]).Select(map => new WorkflowSource(TextOf(map["name"]) ?? "", TextOf(map["url"]) ?? "", TextOf(map["type"]) ?? ""))];
    }

    public IReadOnlyCollection<string> Workflows => workflows.Keys;

    public IReadOnlyList<WorkflowSource> Sources { get; }

    /// <summary>Whether a workflow lacks its name; then nobody knows whether it is the one that is meant.</summary>
    public bool HasNameless { get; }

    public static WorkflowNames Of(MapNode root) => new(root);

    public NamesOfWorkflow? Find(string workflow) => workflows.GetValueOrDefault(workflow);

    internal static IEnumerable<MapNode> Maps(Node? list) => (list as ListNode)?.Items.OfType<MapNode>() ?? [];

    internal static IEnumerable<string> Keys(Node? map) => (map as MapNode)?.Entries.Select(entry => entry.Key) ?? [];

    internal static string? TextOf(Node? node) => (node as ScalarNode)?.Text;
}

/// <param name="Inputs">Null where anything may be given.</param>
/// <param name="Steps">In file order, by name; null for a step without one.</param>
/// <param name="Jumps">Whether a step may be reached that stands above one that has run.</param>
internal sealed record NamesOfWorkflow(IReadOnlyList<string>? Inputs, IReadOnlyList<string> Outputs, IReadOnlyList<(string? Name, IReadOnlyList<string> Outputs)> Steps, bool Jumps)
{
    private static readonly string[] ActionFields = ["onSuccess", "onFailure", "successActions", "failureActions"];

    public static NamesOfWorkflow Of(MapNode workflow, MapNode root)
    {
        var steps = WorkflowNames.Maps(workflow["steps"]).ToList();
        var inputs = workflow["inputs"] is MapNode schema && WorkflowNames.TextOf(schema["$ref"]) is ['#', .. var pointer] ? JsonPointer.Find(root, pointer) : workflow["inputs"];
        return new(
            inputs is null ? [] : inputs is MapNode { } map && map["properties"] is MapNode properties ? [.. WorkflowNames.Keys(properties)] : null,
            [.. WorkflowNames.Keys(workflow["outputs"])],
            [.. steps.Select(step => (WorkflowNames.TextOf(step["stepId"]), (IReadOnlyList<string>)[.. WorkflowNames.Keys(step["outputs"])]))],
            steps.Append(workflow).Any(HasActions));
    }

    private static bool HasActions(MapNode map) => Array.Exists(ActionFields, field => map[field] is ListNode { Items.Count: > 0 });
}
