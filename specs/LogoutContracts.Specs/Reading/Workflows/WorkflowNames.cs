using LogoutContracts.Specs.Arazzo;
using LogoutContracts.Specs.Json;
using LogoutContracts.Specs.Yaml;

namespace LogoutContracts.Specs.Reading.Workflows;

/// <summary>The names in an Arazzo document. Collected before reading it, because workflows may refer to later ones.</summary>
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

        Sources = [.. Maps(root["sourceDescriptions"]).Select(SourceOf)];
    }

    public IReadOnlyCollection<string> Workflows => workflows.Keys;

    public IReadOnlyList<WorkflowSource> Sources { get; }

    /// <summary>Whether a workflow has no id; if so, unknown workflow ids are not reported, because they may refer to it.</summary>
    public bool HasNameless { get; }

    public static WorkflowNames Of(MapNode root) => new(root);

    public NamesOfWorkflow? Find(string workflow) => workflows.GetValueOrDefault(workflow);

    internal static IEnumerable<MapNode> Maps(Node? list) => (list as ListNode)?.Items.OfType<MapNode>() ?? [];

    internal static IEnumerable<string> Keys(Node? map) => (map as MapNode)?.Entries.Select(entry => entry.Key) ?? [];

    internal static string? TextOf(Node? node) => (node as ScalarNode)?.Text;

    private static WorkflowSource SourceOf(MapNode map) =>
        new(TextOf(map["name"]) ?? "", TextOf(map["url"]) ?? "", TextOf(map["type"]) ?? "");
}

/// <param name="Inputs">Null if the schema does not list the inputs.</param>
/// <param name="Steps">The ids of the steps in file order, null for a step without an id.</param>
/// <param name="Jumps">Whether actions can run the steps in another order.</param>
internal sealed record NamesOfWorkflow(
    IReadOnlyList<string>? Inputs, IReadOnlyList<string> Outputs, IReadOnlyList<(string? Name, IReadOnlyList<string> Outputs)> Steps,
    bool Jumps)
{
    private static readonly string[] ActionFields = ["onSuccess", "onFailure", "successActions", "failureActions"];

    public static NamesOfWorkflow Of(MapNode workflow, MapNode root)
    {
        var steps = WorkflowNames.Maps(workflow["steps"]).ToList();
        var inputs = workflow["inputs"] is MapNode schema && WorkflowNames.TextOf(schema["$ref"]) is ['#', .. var pointer]
            ? JsonPointer.Find(root, pointer) : workflow["inputs"];
        return new(
            inputs is null ? [] : inputs is MapNode { } map && map["properties"] is MapNode properties
                ? [.. WorkflowNames.Keys(properties)] : null,
            OutputsOf(workflow),
            [.. steps.Select(step => (WorkflowNames.TextOf(step["stepId"]), OutputsOf(step)))],
            steps.Append(workflow).Any(HasActions));
    }

    private static IReadOnlyList<string> OutputsOf(MapNode owner) => [.. WorkflowNames.Keys(owner["outputs"])];

    private static bool HasActions(MapNode map) => Array.Exists(ActionFields, field => map[field] is ListNode { Items.Count: > 0 });
}
