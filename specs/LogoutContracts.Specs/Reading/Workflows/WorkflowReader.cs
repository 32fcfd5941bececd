using LogoutContracts.Specs.Arazzo;
using LogoutContracts.Specs.Model;
using LogoutContracts.Specs.Primitives;
using LogoutContracts.Specs.Reading.Documents;
using LogoutContracts.Specs.Yaml;

namespace LogoutContracts.Specs.Reading.Workflows;

/// <summary>
/// Reads an Arazzo 1.0 document about one contract. Reports features that cannot be run: XPath, other APIs and later versions.
/// </summary>
internal sealed class WorkflowReader
{
    private static readonly string[] ComponentKinds = ["inputs", "parameters", "successActions", "failureActions"];

    private readonly SpecDocument document;
    private readonly Contract? contract;
    private readonly WorkflowNames names;

    private WorkflowReader(SpecDocument document, Contract? contract)
    {
        this.document = document;
        this.contract = contract;
        names = WorkflowNames.Of(document.Root);
    }

    /// <param name="contract">Null if the spec is invalid; names of operations are not checked then.</param>
    public static ValueList<Workflow> Read(SpecDocument document, Contract? contract) =>
        new WorkflowReader(document, contract).Workflows();

    private ValueList<Workflow> Workflows()
    {
        var root = new Fields(document.Root, "the document", document);
        if (root.Required("arazzo") is { } version && version is not ScalarNode { Text: ['1', '.', '0', '.', ..] })
            document.Problems.NotArazzo10(version.At, SpecDocument.Found(version));
        root.RequiredMap("info")?.Text("title");
        CheckSources(root.RequiredList("sourceDescriptions"));
        CheckComponents(root.OptionalMap("components"));
        var items = root.RequiredList("workflows");
        root.RejectOthers();
        var workflows = new List<Workflow>();
        foreach (var item in items)
        {
            if (document.FieldsOf(item, "a workflow") is { } fields && WorkflowOf(fields) is { } workflow)
            {
                if (workflows.Find(earlier => string.Equals(earlier.Id, workflow.Id, StringComparison.Ordinal)) is { } twin)
                    document.Problems.Duplicate(fields.PositionOf("workflowId"), workflow.Id, "workflow", twin.At);
                workflows.Add(workflow);
            }
        }

        WorkflowCycles.Check(document, workflows);
        return workflows.ToValueList();
    }

    private void CheckSources(ValueList<Node> items)
    {
        string? first = null;
        foreach (var item in items)
        {
            if (document.FieldsOf(item, "a source description") is not { } source)
                continue;
            var (name, type) = (source.Text("name"), source.OptionalText("type"));
            source.Text("url");
            source.RejectOthers();
            if (type is not (null or "openapi"))
                document.Problems.NotOneOf(source.PositionOf("type"), type, source.Name("type"), ["openapi"]);
            else if (first is not null)
                document.Problems.SecondSource(item.At, name ?? "");
            first ??= name;
        }
    }

    private static void CheckComponents(Fields? components)
    {
        foreach (var kind in ComponentKinds)
            components?.OptionalMap(kind);
        components?.RejectOthers();
    }

    private Workflow? WorkflowOf(Fields fields)
    {
        var id = fields.Text("workflowId");
        var summary = fields.OptionalText("summary") ?? "";
        fields.Optional("description");
        var own = NamesOfWorkflow.Of(fields.Map, document.Root);
        var expressions = new ExpressionReader(document, names, own);
        var criteria = new CriterionReader(expressions);
        var actions = new ActionReader(document, names, own, criteria);
        var reader = new StepReader(document, contract, names, expressions, criteria, actions);
        var inputs = InputsReader.Read(document, fields.Optional("inputs"));
        var before = Before(fields);
        var common = reader.Parameters(fields, needPlace: true);
        var steps = new List<WorkflowStep>();
        foreach (var item in fields.RequiredList("steps"))
        {
            if (document.FieldsOf(item, "a step") is { } step && reader.Read(step) is { } read)
            {
                if (steps.Find(earlier => string.Equals(earlier.Id, read.Id, StringComparison.Ordinal)) is { } twin)
                    document.Problems.Duplicate(step.PositionOf("stepId"), read.Id, "step", twin.At);
                steps.Add(read.Workflow is null ? read with { Parameters = With(common, read.Parameters) } : read);
            }

            expressions.StepsBefore++;
        }

        var (onSuccess, onFailure) = (actions.Success(fields, "successActions"), actions.Failure(fields, "failureActions"));
        var outputs = reader.Outputs(fields);
        fields.RejectOthers();
        if (id is null)
            return null;
        return new(
            id, summary, document.File, inputs, before, steps.ToValueList(), onSuccess, onFailure, outputs, [.. names.Sources], fields.At);
    }

    /// <summary>A parameter of a step overrides one of the workflow with the same name and location.</summary>
    private static ValueList<WorkflowParameter> With(ValueList<WorkflowParameter> common, ValueList<WorkflowParameter> own) =>
        common.Where(parameter => !own.Any(other => (other.Name, other.In) == (parameter.Name, parameter.In))).Concat(own).ToValueList();

    private ValueList<string> Before(Fields fields)
    {
        var before = new List<string>();
        foreach (var (name, at) in fields.Texts("dependsOn"))
        {
            if (!names.HasNameless && names.Find(name) is null)
                document.Problems.UnknownName(at, name, "workflow of the file", names.Workflows);
            before.Add(name);
        }

        return before.ToValueList();
    }
}
