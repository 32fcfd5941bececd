namespace LogoutContracts.Specs;

/// <summary>A documented sequence of calls; the part of an Arazzo 1.0 workflow that is run.</summary>
/// <param name="File">The Arazzo file, as messages call it.</param>
public sealed record Workflow(string Id, string Summary, string File, ValueList<WorkflowStep> Steps, ValueList<WorkflowOutput> Outputs, Position At);

/// <param name="Operation">Id of an operation of the contract.</param>
/// <param name="Body">Text of the request body, with runtime expressions in braces; null: the operation's default.</param>
public sealed record WorkflowStep(
    string Id, string Operation, ValueList<WorkflowParameter> Parameters, string? Body, ValueList<SuccessCriterion> Criteria, ValueList<WorkflowOutput> Outputs, Position At);

/// <param name="In">path, query, header or cookie.</param>
/// <param name="Value">A literal, or a runtime expression.</param>
public sealed record WorkflowParameter(string Name, string In, string Value);

/// <summary>A simple condition, such as <c>$statusCode == 200</c>.</summary>
public sealed record SuccessCriterion(string Condition, Position At);

public sealed record WorkflowOutput(string Name, string Expression);
