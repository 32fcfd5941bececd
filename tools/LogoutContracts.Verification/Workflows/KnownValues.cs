using System.Text.Json;
using LogoutContracts.Specs.Arazzo;

namespace LogoutContracts.Verification.Workflows;

/// <summary>The values that a running workflow can use: its inputs, outputs of its steps, and values of other workflows.</summary>
internal sealed class KnownValues(
    Workflow workflow, IReadOnlyDictionary<string, JsonElement> inputs, IReadOnlyDictionary<string, FinishedWorkflow> finished)
{
    private readonly Dictionary<string, Dictionary<string, JsonElement>> steps = new(StringComparer.Ordinal);

    /// <summary>The outputs of the workflow that the current step has run.</summary>
    public IReadOnlyDictionary<string, JsonElement> Outputs { get; set; } = FinishedWorkflow.NoValues;

    /// <summary>Replaces the outputs of an earlier attempt.</summary>
    public void Set(string step, Dictionary<string, JsonElement> outputs) => steps[step] = outputs;

    /// <summary>Null if there is no value, and for expressions about an exchange.</summary>
    public JsonElement? ValueOf(RuntimeExpression expression) => expression switch
    {
        RuntimeExpression.Named named => ValuesOf(named) is { } values ? NamedPath.Find(named.Path, values) : null,
        RuntimeExpression.Source source => ValueOf(source),
        _ => null,
    };

    private JsonElement? ValueOf(RuntimeExpression.Source source)
    {
        if (workflow.Sources.FirstOrDefault(known => string.Equals(known.Name, source.Name, StringComparison.Ordinal)) is not { } found)
            return null;
        return source.Field switch
        {
            "url" => JsonValues.Of(found.Url),
            "name" => JsonValues.Of(found.Name),
            _ => JsonValues.Of(found.Type),
        };
    }

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
