using System.Text.RegularExpressions;
using LogoutContracts.Specs.Arazzo;
using LogoutContracts.Specs.Json;
using LogoutContracts.Specs.Primitives;
using LogoutContracts.Specs.Reading.Documents;
using LogoutContracts.Specs.Yaml;

namespace LogoutContracts.Specs.Reading.Workflows;

/// <summary>
/// Reads the runtime expressions of a workflow and checks that the names in them exist. A step can refer to earlier steps, or to all steps
/// if the workflow has actions.
/// </summary>
internal sealed partial class ExpressionReader(SpecDocument document, WorkflowNames names, NamesOfWorkflow own)
{
    private const string Expression = "a runtime expression";

    private readonly List<string> within = [];

    /// <summary>The number of steps before the current one.</summary>
    public int StepsBefore { get; set; }

    /// <summary>The workflow that the current step runs; <c>$outputs</c> refers to its outputs.</summary>
    public string? Running { get; set; }

    public SpecDocument Document => document;

    /// <returns>Null if the text is not a runtime expression, which is reported.</returns>
    public RuntimeExpression? Read(string text, Position at, string what = Expression)
    {
        if (RuntimeExpression.TryParse(text) is not { } expression)
        {
            document.Problems.Malformed(at, text, what, RuntimeExpression.Forms);
            return null;
        }

        Check(expression, at);
        return expression;
    }

    public WorkflowValue Value(Node node) => node switch
    {
        MapNode map =>
            new WorkflowValue.Map(map.Entries.Select(entry => new WorkflowProperty(entry.Key, Value(entry.Value))).ToValueList()),
        ListNode list => new WorkflowValue.List(list.Items.Select(Value).ToValueList()),
        ScalarNode { Kind: ScalarKind.String } scalar => TextValue(scalar),
        _ => new WorkflowValue.Literal(node.ToJson()),
    };

    /// <summary>Reads an expression that must have a value at run time.</summary>
    public RuntimeExpression? ReadOfRun(string text, Position at, string what)
    {
        var expression = Read(text, at, what);
        return expression is null || IsOfRun(expression, text, at, what) ? expression : null;
    }

    public bool IsOfRun(RuntimeExpression expression, string text, Position at, string what)
    {
        if (expression is not RuntimeExpression.ComponentParameter)
            return true;
        document.Problems.NotOfForm(at, $"'{text}'", what, "a value of the run; $components is only allowed in parameters and payloads");
        return false;
    }

    public void Check(RuntimeExpression expression, Position at)
    {
        switch (expression)
        {
            case RuntimeExpression.Named named:
                Check(named, at);
                break;
            case RuntimeExpression.Source source
                when names.Sources.All(known => !string.Equals(known.Name, source.Name, StringComparison.Ordinal)):
                document.Problems.UnknownName(at, source.Name, "source description", [.. names.Sources.Select(known => known.Name)]);
                break;
            case RuntimeExpression.Source source when source.Field is not ("url" or "name" or "type"):
                document.Problems.NotOneOf(at, source.Field, "a field of a source description", ["name", "type", "url"]);
                break;
            case RuntimeExpression.ComponentParameter parameter when FindParameter(parameter.Name) is null:
                var parameters = JsonPointer.Find(document.Root, "/components/parameters");
                document.Problems.UnknownName(at, parameter.Name, "parameter under 'components'", [.. WorkflowNames.Keys(parameters)]);
                break;
        }
    }

    private WorkflowValue TextValue(ScalarNode scalar)
    {
        var text = scalar.Text;
        if (RuntimeExpression.IsMeant(text))
            return Read(text, scalar.At) is { } whole ? Resolved(text, whole) : new WorkflowValue.Literal(scalar.ToJson());
        var parts = new List<TextPart>();
        var end = 0;
        foreach (Match match in Embedded().Matches(text))
        {
            var inner = match.Groups["expression"].Value;
            if (match.Index > end)
                parts.Add(new(text[end..match.Index], null));
            if (Read(inner, scalar.At) is { } expression)
                parts.Add(new(inner, expression));
            end = match.Index + match.Length;
        }

        if (end == 0)
            return new WorkflowValue.Literal(scalar.ToJson());
        if (end < text.Length)
            parts.Add(new(text[end..], null));

        // A single expression in braces keeps the type of its value.
        return parts is [{ Expression: { } only } part] ? Resolved(part.Text, only) : new WorkflowValue.Mixed(parts.ToValueList());
    }

    /// <summary>A parameter under 'components' is read where it is used, because its names refer to the workflow that uses it.</summary>
    private WorkflowValue Resolved(string text, RuntimeExpression expression)
    {
        if (expression is not RuntimeExpression.ComponentParameter { Name: var name } || FindParameter(name) is not { } parameter)
            return new WorkflowValue.Found(text, expression);
        if (within.Contains(name, StringComparer.Ordinal))
        {
            document.Problems.CyclicReference(parameter.At, within.Append(name));
            return new WorkflowValue.Found(text, expression);
        }

        within.Add(name);
        var value = parameter["value"] is { } node ? Value(node) : new WorkflowValue.Literal("null");
        within.Remove(name);
        return value;
    }

    private MapNode? FindParameter(string name) =>
        JsonPointer.Find(document.Root, "/components/parameters") is MapNode parameters ? parameters[name] as MapNode : null;

    private void Check(RuntimeExpression.Named named, Position at)
    {
        switch (named.Kind)
        {
            case NamedKind.Input:
                CheckName(named.Path, own.Inputs, "input of the workflow", at);
                break;
            case NamedKind.Output:
                CheckName(named.Path, Running is null ? [] : names.Find(Running)?.Outputs, "output of the workflow that the step runs", at);
                break;
            case NamedKind.StepOutput:
                CheckStep(named, at);
                break;
            default:
                CheckWorkflow(named, at);
                break;
        }
    }

    private void CheckWorkflow(RuntimeExpression.Named named, Position at)
    {
        if (names.Find(named.Owner) is { } other)
        {
            var (known, what) = named.Kind == NamedKind.WorkflowInput ? (other.Inputs, "input") : (other.Outputs, "output");
            CheckName(named.Path, known, $"{what} of workflow '{named.Owner}'", at);
        }
        else if (!names.HasNameless)
        {
            document.Problems.UnknownName(at, named.Owner, "workflow", names.Workflows);
        }
    }

    private void CheckStep(RuntimeExpression.Named named, Position at)
    {
        var steps = (own.Jumps ? own.Steps : own.Steps.Take(StepsBefore)).ToList();
        if (steps.Find(step => string.Equals(step.Name, named.Owner, StringComparison.Ordinal)) is { Name: not null } step)
            CheckName(named.Path, step.Outputs, $"output of step '{named.Owner}'", at);
        else if (steps.TrueForAll(known => known.Name is not null))
            document.Problems.UnknownName(at, named.Owner, StepsInReach, [.. steps.Select(known => known.Name!)]);
    }

    private string StepsInReach => own.Jumps ? "step of the workflow" : "step before this one";

    private void CheckName(string path, IReadOnlyList<string>? known, string what, Position at)
    {
        if (known is not null && NamedPath.NameIn(path, known) is null)
            document.Problems.UnknownName(at, path, what, known);
    }

    [GeneratedRegex(@"\{(?<expression>\$[^{}]*)\}", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant)]
    private static partial Regex Embedded();
}
