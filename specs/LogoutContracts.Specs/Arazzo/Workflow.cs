using System.Text.Json;
using LogoutContracts.Specs.Json;
using LogoutContracts.Specs.Primitives;
using LogoutContracts.Specs.Schemas;

namespace LogoutContracts.Specs.Arazzo;

/// <summary>A documented sequence of calls: a workflow of an Arazzo 1.0 document.</summary>
/// <param name="File">The Arazzo file, as messages call it.</param>
/// <param name="DependsOn">Workflows of the same file that are run before.</param>
/// <param name="OnSuccess">What may follow a step that holds, where the step itself says nothing under the same name.</param>
/// <param name="OnFailure">Likewise, a step that does not.</param>
public sealed record Workflow(
    string Id, string Summary, string File, WorkflowInputs Inputs, ValueList<string> DependsOn, ValueList<WorkflowStep> Steps,
    ValueList<WorkflowAction> OnSuccess, ValueList<WorkflowAction> OnFailure, ValueList<WorkflowOutput> Outputs, ValueList<WorkflowSource> Sources, Position At);

/// <summary>A description of an API that the file names.</summary>
public sealed record WorkflowSource(string Name, string Url, string Type);

/// <param name="Schema">Null where the workflow states none.</param>
public sealed record WorkflowInputs(JsonSchema? Schema, ValueList<WorkflowInput> Known)
{
    public static WorkflowInputs None { get; } = new(null, []);
}

/// <param name="Default">As JSON has it; null where there is none.</param>
/// <param name="IsText">Whether its schema says that it is a text.</param>
/// <param name="IsSecret">Whether its schema says that it is a password, or is only written.</param>
public sealed record WorkflowInput(string Name, string? Default, bool IsText, bool IsSecret);

/// <param name="Operation">Id of an operation of the contract; empty where the step runs a workflow.</param>
/// <param name="Workflow">Id of a workflow of the same file; null where the step calls an operation.</param>
/// <param name="Body">Null: the operation's own example.</param>
public sealed record WorkflowStep(
    string Id, string Description, string Operation, string? Workflow, ValueList<WorkflowParameter> Parameters, WorkflowBody? Body, ValueList<Criterion> Criteria,
    ValueList<WorkflowAction> OnSuccess, ValueList<WorkflowAction> OnFailure, ValueList<WorkflowOutput> Outputs, Position At);

/// <param name="In">path, query, header or cookie; null for an input of a workflow.</param>
public sealed record WorkflowParameter(string Name, string? In, WorkflowValue Value);

/// <param name="ContentType">Null: the operation's own.</param>
/// <param name="Payload">Null: the operation's own example, with the replacements made in it.</param>
public sealed record WorkflowBody(string? ContentType, WorkflowValue? Payload, ValueList<PayloadReplacement> Replacements);

/// <param name="Pointer">JSON pointer into the payload.</param>
public sealed record PayloadReplacement(string Pointer, WorkflowValue Value);

/// <param name="Condition">As written.</param>
public sealed record Criterion(string Condition, CriterionTest Test, Position At);

public abstract record CriterionTest
{
    private CriterionTest()
    {
    }

    public sealed record Simple(SimpleCondition Condition) : CriterionTest;

    /// <param name="Regex">As ECMAScript writes it.</param>
    public sealed record Pattern(RuntimeExpression Context, string Regex) : CriterionTest;

    /// <summary>Holds where the query finds at least one node.</summary>
    public sealed record Query(RuntimeExpression Context, JsonPath Path) : CriterionTest;

    /// <param name="valueOf">Null where an expression finds nothing.</param>
    public bool Holds(Func<RuntimeExpression, JsonElement?> valueOf) => this switch
    {
        Simple simple => simple.Condition.Holds(valueOf),
        Pattern pattern => valueOf(pattern.Context) is { } value && EcmaRegex.TryCompile(pattern.Regex, out var regex, out _) && regex.IsMatch(JsonValues.TextOf(value)),
        Query query => valueOf(query.Context) is { } value && query.Path.Select(value).Count > 0,
        _ => false,
    };
}

/// <summary>What follows a step.</summary>
/// <param name="Workflow">Where it leads, or what is run before another attempt; null: nowhere else.</param>
/// <param name="Step">Likewise, a step of the same workflow.</param>
/// <param name="RetryAfter">Before another attempt.</param>
/// <param name="RetryLimit">How many further attempts there may be.</param>
/// <param name="Criteria">It is taken only where these hold.</param>
public sealed record WorkflowAction(string Name, ActionKind Kind, string? Workflow, string? Step, TimeSpan RetryAfter, int RetryLimit, ValueList<Criterion> Criteria, Position At);

public enum ActionKind
{
    End,
    Goto,
    Retry,
}

/// <param name="Text">The expression as written.</param>
public sealed record WorkflowOutput(string Name, string Text, RuntimeExpression Expression);
