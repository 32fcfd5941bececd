using System.Text.Json;
using LogoutContracts.Specs.Json;
using LogoutContracts.Specs.Primitives;
using LogoutContracts.Specs.Schemas;

namespace LogoutContracts.Specs.Arazzo;

/// <summary>A workflow of an Arazzo 1.0 document: a documented sequence of calls.</summary>
/// <param name="File">The name of the Arazzo file, for messages.</param>
/// <param name="DependsOn">The ids of workflows in the same file that run first.</param>
/// <param name="OnSuccess">Actions after any successful step; an action of the same name in the step takes precedence.</param>
/// <param name="OnFailure">Actions after any failed step; an action of the same name in the step takes precedence.</param>
public sealed record Workflow(
    string Id, string Summary, string File, WorkflowInputs Inputs, ValueList<string> DependsOn, ValueList<WorkflowStep> Steps,
    ValueList<WorkflowAction> OnSuccess, ValueList<WorkflowAction> OnFailure, ValueList<WorkflowOutput> Outputs,
    ValueList<WorkflowSource> Sources, Position At);

/// <summary>A source description of the Arazzo file.</summary>
public sealed record WorkflowSource(string Name, string Url, string Type);

/// <summary>The inputs that a workflow declares.</summary>
/// <param name="Schema">Null if the workflow does not declare inputs.</param>
/// <param name="Known">The properties of the schema.</param>
public sealed record WorkflowInputs(JsonSchema? Schema, ValueList<WorkflowInput> Known)
{
    public static WorkflowInputs None { get; } = new(null, []);
}

/// <summary>A property in the schema of a workflow's inputs.</summary>
/// <param name="Default">The default value as JSON, or null.</param>
/// <param name="IsText">Whether the schema has <c>type: string</c>.</param>
/// <param name="IsSecret">Whether the schema has <c>format: password</c> or <c>writeOnly</c>.</param>
public sealed record WorkflowInput(string Name, string? Default, bool IsText, bool IsSecret);

/// <summary>A step: a call of an operation, or a run of another workflow.</summary>
/// <param name="Operation">The id of an operation of the contract; empty if the step runs a workflow.</param>
/// <param name="Workflow">The id of a workflow in the same file; null if the step calls an operation.</param>
/// <param name="Body">Null for the operation's example.</param>
public sealed record WorkflowStep(
    string Id, string Description, string Operation, string? Workflow, ValueList<WorkflowParameter> Parameters, WorkflowBody? Body,
    ValueList<Criterion> Criteria, ValueList<WorkflowAction> OnSuccess, ValueList<WorkflowAction> OnFailure,
    ValueList<WorkflowOutput> Outputs, Position At);

/// <summary>A parameter of a request, or an input of the workflow that a step runs.</summary>
/// <param name="In">path, query, header or cookie; null for an input of a workflow.</param>
public sealed record WorkflowParameter(string Name, string? In, WorkflowValue Value);

/// <summary>The request body of a step.</summary>
/// <param name="ContentType">Null for the operation's own media type.</param>
/// <param name="Payload">Null for the operation's example. The replacements are applied in both cases.</param>
public sealed record WorkflowBody(string? ContentType, WorkflowValue? Payload, ValueList<PayloadReplacement> Replacements);

/// <summary>A change to a part of the payload.</summary>
/// <param name="Pointer">A JSON pointer into the payload.</param>
public sealed record PayloadReplacement(string Pointer, WorkflowValue Value);

/// <summary>A condition that decides whether a step succeeds, or whether an action applies.</summary>
/// <param name="Condition">The condition as written.</param>
public sealed record Criterion(string Condition, CriterionTest Test, Position At);

/// <summary>The parsed condition of a criterion.</summary>
public abstract record CriterionTest
{
    private CriterionTest()
    {
    }

    /// <summary>Holds if the simple condition does.</summary>
    public sealed record Simple(SimpleCondition Condition) : CriterionTest;

    /// <summary>Holds if the value of the context matches a regular expression; not if the context has no value.</summary>
    /// <param name="Regex">A regular expression in ECMAScript syntax.</param>
    public sealed record Pattern(RuntimeExpression Context, string Regex) : CriterionTest;

    /// <summary>Holds if the query selects at least one node in the value of the context.</summary>
    public sealed record Query(RuntimeExpression Context, JsonPath Path) : CriterionTest;

    /// <summary>Evaluates the criterion.</summary>
    /// <param name="valueOf">Evaluates an expression; returns null if it has no value.</param>
    public bool Holds(Func<RuntimeExpression, JsonElement?> valueOf) => this switch
    {
        Simple simple => simple.Condition.Holds(valueOf),
        Pattern pattern => valueOf(pattern.Context) is { } value && EcmaRegex.TryCompile(pattern.Regex, out var regex, out _)
            && regex.IsMatch(JsonValues.TextOf(value)),
        Query query => valueOf(query.Context) is { } value && query.Path.Select(value).Count > 0,
        _ => false,
    };
}

/// <summary>What to do after a step.</summary>
/// <param name="Workflow">The workflow to go to, or to run before a retry; null if none.</param>
/// <param name="Step">The step of the same workflow to go to, or to run before a retry; null if none.</param>
/// <param name="RetryAfter">The delay before a retry.</param>
/// <param name="RetryLimit">The maximum number of retries.</param>
/// <param name="Criteria">All of these must hold for the action to apply.</param>
public sealed record WorkflowAction(
    string Name, ActionKind Kind, string? Workflow, string? Step, TimeSpan RetryAfter, int RetryLimit, ValueList<Criterion> Criteria,
    Position At);

/// <summary>What an action does after a step.</summary>
public enum ActionKind
{
    /// <summary>End the workflow.</summary>
    End,

    /// <summary>Continue with another step or workflow.</summary>
    Goto,

    /// <summary>Run the step again, after a delay.</summary>
    Retry,
}

/// <summary>An output of a step or workflow.</summary>
/// <param name="Text">The expression as written.</param>
public sealed record WorkflowOutput(string Name, string Text, RuntimeExpression Expression);
