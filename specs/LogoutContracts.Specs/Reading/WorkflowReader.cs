using LogoutContracts.Specs.Yaml;

namespace LogoutContracts.Specs.Reading;

/// <summary>Reads an Arazzo 1.0 document: sequences of the contract's own operations, with simple criteria. What it cannot run it refuses.</summary>
internal static class WorkflowReader
{
    private static readonly string[] Places = ["path", "query", "header", "cookie"];

    /// <param name="contract">Null where the spec itself is broken; then names of operations go unchecked.</param>
    public static ValueList<Workflow> Read(SpecDocument document, Contract? contract)
    {
        var root = new Fields(document.Root, "the document", document);
        if (root.Required("arazzo") is { } version && version is not ScalarNode { Text: ['1', '.', '0', '.', ..] })
            document.Problems.NotArazzo10(version.At, SpecDocument.Found(version));
        root.RequiredMap("info")?.Text("title");
        root.RequiredList("sourceDescriptions");
        root.Optional("components");
        var items = root.RequiredList("workflows");
        root.RejectOthers();
        var workflows = new List<Workflow>();
        foreach (var item in items)
        {
            if (document.FieldsOf(item, "a workflow") is { } fields && WorkflowOf(document, fields, contract) is { } workflow)
            {
                if (workflows.Find(earlier => string.Equals(earlier.Id, workflow.Id, StringComparison.Ordinal)) is { } twin)
                    document.Problems.Duplicate(fields.PositionOf("workflowId"), workflow.Id, "workflow", twin.At);
                workflows.Add(workflow);
            }
        }

        return workflows.ToValueList();
    }

    private static Workflow? WorkflowOf(SpecDocument document, Fields fields, Contract? contract)
    {
        var id = fields.Text("workflowId");
        var summary = fields.OptionalText("summary") ?? "";
        fields.Optional("description");
        var references = new StepReferences(document);
        var steps = new List<WorkflowStep>();
        foreach (var item in fields.RequiredList("steps"))
        {
            if (document.FieldsOf(item, "a step") is { } step && StepOf(document, step, contract, references) is { } read)
            {
                if (steps.Find(earlier => string.Equals(earlier.Id, read.Id, StringComparison.Ordinal)) is { } twin)
                    document.Problems.Duplicate(step.PositionOf("stepId"), read.Id, "step", twin.At);
                steps.Add(read);
                references.Add(read);
            }
        }

        var outputs = OutputsOf(fields, document, references);
        fields.RejectOthers();
        return id is null ? null : new(id, summary, document.File, steps.ToValueList(), outputs, fields.At);
    }

    private static WorkflowStep? StepOf(SpecDocument document, Fields fields, Contract? contract, StepReferences references)
    {
        var id = fields.Text("stepId");
        fields.Optional("description");
        var operation = fields.Text("operationId");
        if (operation is not null && contract is not null && contract.FindOperation(operation) is null)
            document.Problems.UnknownName(fields.PositionOf("operationId"), operation, "operation of the contract", [.. contract.Operations.Select(known => known.Id)]);
        var parameters = ParametersOf(document, fields, references);
        var body = fields.OptionalMap("requestBody");
        body?.Optional("contentType");
        var payload = body?.Required("payload");
        if (payload is not null)
            references.Check(payload);
        body?.RejectOthers();
        var criteria = new List<SuccessCriterion>();
        foreach (var item in fields.OptionalList("successCriteria"))
        {
            if (document.FieldsOf(item, "a success criterion") is not { } criterion)
                continue;
            if (criterion.Text("condition") is { } condition)
                criteria.Add(CriterionOf(document, condition, criterion.PositionOf("condition")));
            criterion.RejectOthers();
        }

        var outputs = OutputsOf(fields, document, references);
        fields.RejectOthers();
        if (id is null)
            references.HasNameless = true;
        return id is null ? null : new(id, operation ?? "", parameters, payload?.ToJson(), criteria.ToValueList(), outputs, fields.At);
    }

    private static ValueList<WorkflowParameter> ParametersOf(SpecDocument document, Fields step, StepReferences references)
    {
        var parameters = new List<WorkflowParameter>();
        foreach (var item in step.OptionalList("parameters"))
        {
            if (document.FieldsOf(item, "a parameter") is not { } parameter)
                continue;
            var (name, place, value) = (parameter.Text("name"), parameter.Text("in"), parameter.Required("value"));
            parameter.RejectOthers();
            if (place is not null && !Places.Contains(place, StringComparer.Ordinal))
                document.Problems.NotOneOf(parameter.PositionOf("in"), place, parameter.Name("in"), Places);
            if (value is ScalarNode scalar)
            {
                references.Check(scalar);
                parameters.Add(new(name ?? "", place ?? "", scalar.Text));
            }
            else if (value is not null)
            {
                document.Problems.NoText(value.At, SpecDocument.Found(value), parameter.Name("value"));
            }
        }

        return parameters.ToValueList();
    }

    private static SuccessCriterion CriterionOf(SpecDocument document, string condition, Position at)
    {
        if (!SimpleCondition.TryParse(condition, out _))
            document.Problems.Malformed(at, condition, "a condition", SimpleCondition.Forms);
        return new(condition, at);
    }

    private static ValueList<WorkflowOutput> OutputsOf(Fields fields, SpecDocument document, StepReferences references)
    {
        var outputs = new List<WorkflowOutput>();
        foreach (var entry in fields.OptionalMap("outputs")?.Map.Entries ?? [])
        {
            var expression = document.TextOf(entry.Value, $"output '{entry.Key}'");
            if (expression is not null && !StepReferences.IsReference(expression) && Locator.TryParse(expression) is null or Locator.RequestBody)
                document.Problems.Malformed(entry.Value.At, expression, $"output '{entry.Key}'", StepReferences.Forms);
            references.Check(entry.Value);
            outputs.Add(new(entry.Key, expression ?? ""));
        }

        return outputs.ToValueList();
    }
}
