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
            document.Problems.Add("arazzo-version", version.At, SpecDocument.Found(version), "'arazzo: 1.0.x'", "write the workflows as Arazzo 1.0");
        root.RequiredMap("info")?.Text("title");
        root.Required("sourceDescriptions");
        root.Optional("components");
        var workflows = new List<Workflow>();
        if (root.Required("workflows") is not ListNode list)
        {
            if (root.Optional("workflows") is { } other)
                document.Problems.NoList(other.At, SpecDocument.Found(other), "'workflows'");
            return [];
        }

        root.RejectOthers();
        foreach (var item in list.Items)
        {
            if (document.FieldsOf(item, "a workflow") is { } fields && WorkflowOf(document, fields, contract) is { } workflow)
                workflows.Add(workflow);
        }

        return workflows.ToValueList();
    }

    private static Workflow? WorkflowOf(SpecDocument document, Fields fields, Contract? contract)
    {
        var id = fields.Text("workflowId");
        var summary = fields.OptionalText("summary") ?? "";
        fields.Optional("description");
        var steps = new List<WorkflowStep>();
        foreach (var item in fields.Required("steps") is ListNode list ? list.Items : [])
        {
            if (document.FieldsOf(item, "a step") is { } step && StepOf(document, step, contract) is { } read)
            {
                if (steps.Find(earlier => string.Equals(earlier.Id, read.Id, StringComparison.Ordinal)) is { } twin)
                    document.Problems.Duplicate(read.At, read.Id, "step", twin.At);
                steps.Add(read);
            }
        }

        var outputs = OutputsOf(fields, document);
        fields.RejectOthers();
        return id is null ? null : new(id, summary, document.File, steps.ToValueList(), outputs, fields.At);
    }

    private static WorkflowStep? StepOf(SpecDocument document, Fields fields, Contract? contract)
    {
        var id = fields.Text("stepId");
        fields.Optional("description");
        var operation = fields.Text("operationId");
        if (operation is not null && contract is not null && contract.FindOperation(operation) is null)
            document.Problems.UnknownName(fields.PositionOf("operationId"), operation, "operation", [.. contract.Operations.Select(known => known.Id)]);
        var parameters = new List<WorkflowParameter>();
        foreach (var item in fields.Optional("parameters") is ListNode list ? list.Items : [])
        {
            if (document.FieldsOf(item, "a parameter") is not { } parameter)
                continue;
            var (name, place, value) = (parameter.Text("name"), parameter.Text("in"), parameter.Required("value"));
            parameter.RejectOthers();
            if (place is not null && !Places.Contains(place, StringComparer.Ordinal))
                document.Problems.NotOneOf(parameter.PositionOf("in"), place, "'in' of a parameter", Places);
            else if (name is not null && place is not null && value is ScalarNode scalar)
                parameters.Add(new(name, place, scalar.Text));
        }

        var body = fields.OptionalMap("requestBody");
        body?.Optional("contentType");
        var payload = body?.Required("payload")?.ToJson();
        body?.RejectOthers();
        var criteria = new List<SuccessCriterion>();
        foreach (var item in fields.Optional("successCriteria") is ListNode list ? list.Items : [])
        {
            if (document.FieldsOf(item, "a success criterion") is not { } criterion)
                continue;
            if (criterion.Text("condition") is { } condition)
                criteria.Add(CriterionOf(document, condition, criterion.PositionOf("condition")));
            criterion.RejectOthers();
        }

        var outputs = OutputsOf(fields, document);
        fields.RejectOthers();
        return id is null || operation is null ? null : new(id, operation, parameters.ToValueList(), payload, criteria.ToValueList(), outputs, fields.At);
    }

    private static SuccessCriterion CriterionOf(SpecDocument document, string condition, Position at)
    {
        if (!SimpleCondition.TryParse(condition, out _))
            document.Problems.Malformed(at, condition, "a condition", SimpleCondition.Forms);
        return new(condition, at);
    }

    private static ValueList<WorkflowOutput> OutputsOf(Fields fields, SpecDocument document) =>
        (fields.OptionalMap("outputs")?.Map.Entries ?? []).Select(entry => new WorkflowOutput(entry.Key, document.TextOf(entry.Value, "an output") ?? "")).ToValueList();
}
