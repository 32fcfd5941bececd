using System.Globalization;
using LogoutContracts.Specs.Arazzo;
using LogoutContracts.Specs.Primitives;
using LogoutContracts.Specs.Reading.Documents;
using LogoutContracts.Specs.Yaml;

namespace LogoutContracts.Specs.Reading.Workflows;

/// <summary>Reads success and failure actions: end, goto and retry.</summary>
internal sealed class ActionReader(SpecDocument document, WorkflowNames names, NamesOfWorkflow own, CriterionReader criteria)
{
    // A retry delay of more than a day must be a mistake.
    private const int MostSeconds = 86_400;

    private static readonly Words<ActionKind> AfterSuccess = new() { ["end"] = ActionKind.End, ["goto"] = ActionKind.Goto };

    private static readonly Words<ActionKind> AfterFailure =
        new() { ["end"] = ActionKind.End, ["goto"] = ActionKind.Goto, ["retry"] = ActionKind.Retry };

    public ValueList<WorkflowAction> Success(Fields holder, string field) =>
        Read(holder.OptionalList(field), "successActions", "a success action", AfterSuccess);

    public ValueList<WorkflowAction> Failure(Fields holder, string field) =>
        Read(holder.OptionalList(field), "failureActions", "a failure action", AfterFailure);

    private ValueList<WorkflowAction> Read(ValueList<Node> items, string components, string what, Words<ActionKind> kinds)
    {
        var actions = new List<WorkflowAction>();
        foreach (var item in items)
        {
            if (document.FieldsOf(Components.Resolve(document, item, components), what) is { } fields
                && ActionOf(fields, kinds) is { } action)
            {
                if (actions.Find(earlier => string.Equals(earlier.Name, action.Name, StringComparison.Ordinal)) is { } twin)
                    document.Problems.Duplicate(item.At, action.Name, "action", twin.At);
                actions.Add(action);
            }
        }

        return actions.ToValueList();
    }

    private WorkflowAction? ActionOf(Fields fields, Words<ActionKind> kinds)
    {
        var name = fields.Text("name");
        fields.Required("type");
        var kind = fields.Choice("type", kinds);
        var (workflow, step) = (fields.OptionalText("workflowId"), fields.OptionalText("stepId"));
        List<string> steps = [.. own.Steps.Select(known => known.Name).OfType<string>()];
        Check(workflow, fields, "workflowId", "workflow", names.Workflows, names.HasNameless);
        Check(step, fields, "stepId", "step of the workflow", steps, own.Steps.Any(known => known.Name is null));
        if (kind == ActionKind.Goto && workflow is null && step is null)
            document.Problems.Missing(fields.At, "stepId", "an action of type 'goto'");
        if (workflow is not null && step is not null)
        {
            document.Problems.NotOfForm(
                fields.PositionOf("stepId"), "both 'stepId' and 'workflowId'", "the target of an action", "one of the two");
        }

        var (after, limit) = kind == ActionKind.Retry ? (Seconds(fields), RetryLimit(fields)) : (TimeSpan.Zero, 0);
        var conditions = criteria.Read(fields.OptionalList("criteria"), "a criterion");
        fields.RejectOthers();
        return name is null || kind is null ? null : new(name, kind.Value, workflow, step, after, limit, conditions, fields.At);
    }

    private static int RetryLimit(Fields fields) =>
        fields.Map["retryLimit"] is null ? 1 : fields.Integer("retryLimit", 0, 1000) ?? 1;

    private void Check(string? name, Fields fields, string field, string what, IReadOnlyCollection<string> known, bool hasNameless)
    {
        if (name is not null && !hasNameless && !known.Contains(name, StringComparer.Ordinal))
            document.Problems.UnknownName(fields.PositionOf(field), name, what, known);
    }

    private TimeSpan Seconds(Fields fields)
    {
        switch (fields.Optional("retryAfter"))
        {
            case null:
                return TimeSpan.Zero;
            case ScalarNode { Kind: ScalarKind.Integer or ScalarKind.Number } scalar
                when double.TryParse(scalar.Text, NumberStyles.Float, CultureInfo.InvariantCulture, out var seconds)
                && seconds is >= 0 and <= MostSeconds:
                return TimeSpan.FromSeconds(seconds);
            case var other:
                document.Problems.NotOfForm(
                    fields.PositionOf("retryAfter"), SpecDocument.Found(other), fields.Name("retryAfter"),
                    "a number of seconds from 0 to 86400");
                return TimeSpan.Zero;
        }
    }
}
