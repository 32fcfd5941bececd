using LogoutContracts.Specs.Arazzo;
using LogoutContracts.Specs.Json;
using LogoutContracts.Specs.Model;
using LogoutContracts.Specs.Primitives;
using LogoutContracts.Specs.Reading.Documents;
using LogoutContracts.Specs.Yaml;

namespace LogoutContracts.Specs.Reading.Workflows;

/// <summary>Reads a step: its call, request, criteria, actions and outputs.</summary>
internal sealed class StepReader(
    SpecDocument document, Contract? contract, WorkflowNames names, ExpressionReader expressions, CriterionReader criteria,
    ActionReader actions)
{
    private static readonly string[] Places = ["path", "query", "header", "cookie"];

    public WorkflowStep? Read(Fields fields)
    {
        var id = fields.Text("stepId");
        var description = fields.OptionalText("description") ?? "";
        var (operation, workflow) = CallOf(fields);
        expressions.Running = workflow;
        var parameters = Parameters(fields, needPlace: workflow is null);
        var body = fields.OptionalMap("requestBody") is { } content ? BodyOf(content) : null;
        var conditions = criteria.Read(fields.OptionalList("successCriteria"), "a success criterion");
        var (onSuccess, onFailure) = (actions.Success(fields, "onSuccess"), actions.Failure(fields, "onFailure"));
        var outputs = Outputs(fields);
        expressions.Running = null;
        fields.RejectOthers();
        if (id is null)
            return null;
        return new(id, description, operation ?? "", workflow, parameters, body, conditions, onSuccess, onFailure, outputs, fields.At);
    }

    public ValueList<WorkflowParameter> Parameters(Fields holder, bool needPlace)
    {
        var parameters = new List<WorkflowParameter>();
        foreach (var item in holder.OptionalList("parameters"))
        {
            if (document.FieldsOf(Components.Resolve(document, item, "parameters"), "a parameter") is not { } parameter)
                continue;
            var (name, place) = (parameter.Text("name"), needPlace ? parameter.Text("in") : parameter.OptionalText("in"));
            var value = parameter.Required("value");
            parameter.RejectOthers();
            if (place is not null && !Places.Contains(place, StringComparer.Ordinal))
                document.Problems.NotOneOf(parameter.PositionOf("in"), place, parameter.Name("in"), Places);
            if (needPlace && value is MapNode or ListNode)
                document.Problems.NoText(value.At, SpecDocument.Found(value), parameter.Name("value"));
            else if (value is not null)
                parameters.Add(new(name ?? "", place, expressions.Value(value)));
        }

        return parameters.ToValueList();
    }

    public ValueList<WorkflowOutput> Outputs(Fields fields)
    {
        var outputs = new List<WorkflowOutput>();
        foreach (var entry in fields.OptionalMap("outputs")?.Map.Entries ?? [])
        {
            var what = $"output '{entry.Key}'";
            if (document.TextOf(entry.Value, what) is { } text && expressions.ReadOfRun(text, entry.Value.At, what) is { } expression)
                outputs.Add(new(entry.Key, text, expression));
        }

        return outputs.ToValueList();
    }

    private (string? Operation, string? Workflow) CallOf(Fields fields)
    {
        var (operation, path) = (fields.OptionalText("operationId"), fields.OptionalText("operationPath"));
        var workflow = fields.OptionalText("workflowId");
        if ((operation, path, workflow) is (null, null, null))
            fields.Text("operationId");
        else if (new[] { operation, path, workflow }.Count(call => call is not null) > 1)
            document.Problems.NotOfForm(fields.At, "several fields", "the target of a step", "operationId, operationPath or workflowId");
        if (workflow is not null && !names.HasNameless && names.Find(workflow) is null)
            document.Problems.UnknownName(fields.PositionOf("workflowId"), workflow, "workflow of the file", names.Workflows);
        if (operation is not null)
            return (ById(operation, fields.PositionOf("operationId")), workflow);
        return (path is null ? null : ByPath(path, fields.PositionOf("operationPath")), workflow);
    }

    private string ById(string text, Position at)
    {
        var id = text;
        if (RuntimeExpression.TryParse(text) is RuntimeExpression.Source source)
        {
            id = source.Field;
            if (names.Sources.All(known => !string.Equals(known.Name, source.Name, StringComparison.Ordinal)))
                document.Problems.UnknownName(at, source.Name, "source description", [.. names.Sources.Select(known => known.Name)]);
        }

        if (contract is not null && contract.FindOperation(id) is null)
            document.Problems.UnknownName(at, id, "operation of the contract", [.. contract.Operations.Select(known => known.Id)]);
        return id;
    }

    /// <summary>The operation at a path such as <c>{$sourceDescriptions.name.url}#/paths/~1login/post</c>.</summary>
    private string? ByPath(string text, Position at)
    {
        const string Form = "{$sourceDescriptions.NAME.url}#/paths/~1PATH/METHOD";
        if (text.Split("}#/paths/", 2) is not [['{', .. var sourceText], var pointer]
            || RuntimeExpression.TryParse(sourceText) is not RuntimeExpression.Source { Field: "url" } source
            || pointer.Split('/') is not [var path, var method])
        {
            document.Problems.Malformed(at, text, "'operationPath' of a step", Form);
            return null;
        }

        expressions.Check(source, at);
        path = JsonPointer.Unescaped(path);
        var operation = contract?.Operations.FirstOrDefault(known => string.Equals(known.Path.Text, path, StringComparison.Ordinal)
            && known.Method.Equals(method, StringComparison.OrdinalIgnoreCase));
        if (contract is not null && operation is null)
        {
            string[] operations = [.. contract.Operations.Select(known => $"{known.Method.ToLowerInvariant()} {known.Path}")];
            document.Problems.UnknownName(at, $"{method} {path}", "operation of the contract", operations);
        }

        return operation?.Id;
    }

    private WorkflowBody BodyOf(Fields fields)
    {
        var type = fields.OptionalText("contentType");
        var payload = fields.Optional("payload");
        var replacements = new List<PayloadReplacement>();
        foreach (var item in fields.OptionalList("replacements"))
        {
            if (document.FieldsOf(item, "a replacement") is not { } replacement)
                continue;
            var (target, value) = (replacement.Text("target"), replacement.Required("value"));
            replacement.RejectOthers();
            if (target is not null and not ("" or ['/', ..]))
            {
                document.Problems.Malformed(
                    replacement.PositionOf("target"), target, replacement.Name("target"),
                    "a JSON pointer, such as /user/name; XPath is not supported");
            }
            else if (target is not null && value is not null)
            {
                replacements.Add(new(target, expressions.Value(value)));
            }
        }

        if (replacements.Count == 0 && fields.Map["replacements"] is null && payload is null)
            fields.Required("payload");
        fields.RejectOthers();
        return new(type, payload is null ? null : expressions.Value(payload), replacements.ToValueList());
    }
}
