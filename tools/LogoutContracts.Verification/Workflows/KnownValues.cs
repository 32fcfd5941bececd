using System.Text.Json;
using LogoutContracts.Specs.Arazzo;

namespace LogoutContracts.Verification.Workflows;

/// <summary>What a running workflow knows: its inputs, the outputs of its steps, and what other workflows came to.</summary>
internal sealed class KnownValues(Workflow workflow, IReadOnlyDictionary<string, JsonElement> inputs, IReadOnlyDictionary<string, FinishedWorkflow> finished)
{
    private readonly Dictionary<string, Dictionary<string, JsonElement>> steps = new(StringComparer.Ordinal);

    /// <summary>The outputs of the workflow that the step has just run.</summary>
    public IReadOnlyDictionary<string, JsonElement> Outputs { get; set; } = FinishedWorkflow.NoValues;

    /// <summary>Outputs of an earlier attempt are gone.</summary>
    public void Set(string step, Dictionary<string, JsonElement> outputs) => steps[step] = outputs;

    /// <summary>Null where there is nothing, and for an expression that is about an exchange.</summary>
    public JsonElement? ValueOf(RuntimeExpression expression) => expression switch
    {
        RuntimeExpression.Named named => ValuesOf(named) is { } values ? NamedPath.Find(named.Path, values) : null,
        RuntimeExpression.Source source when workflow.Sources.FirstOrDefault(known => string.Equals(known.Name, source.Name, StringComparison.Ordinal)) is { } known => source.Field switch
        {
            "url" => JsonValues.Of(known.Url),
            "name" => JsonValues.Of(known.Name),
            _ => JsonValues.Of(known.Type),
        },
        _ => null,
    };

    private IReadOnlyDictionary<string, JsonElement>? ValuesOf(RuntimeExpression.Named named) => named.Kind switch
    {
        NamedKind.Input => inputs,
        NamedKind.Output => Outputs,
        NamedKind.StepOutput => steps.GetValueOrDefault(named.Owner),
        NamedKind.WorkflowInput => finished.GetValueOrDefault(named.Owner)?.Inputs,
        _ => finished.GetValueOrDefault(named.Owner)?.Outputs,
    };
}

internal sealed record FinishedWorkflow(IReadOnlyDictionary<string, JsonElement> Inputs, IReadOnlyDictionary<string, JsonElement> Outputs)
{
    public static readonly IReadOnlyDictionary<string, JsonElement> NoValues = new Dictionary<string, JsonElement>(StringComparer.Ordinal);
}
