using System.Text.Json.Nodes;
using LogoutContracts.Mocks.Plans;
using LogoutContracts.Mocks.Requests;
using LogoutContracts.Specs.Model;
using LogoutContracts.Specs.Primitives;
using LogoutContracts.Verification.Http;

namespace LogoutContracts.Verification.Negatives;

/// <summary>Drafts for the constraints on parameters: required ones are removed, and others get invalid values.</summary>
internal static class ParameterDrafts
{
    public static IEnumerable<ConstraintDraft> Of(Operation operation, PlannedVariant start)
    {
        foreach (var parameter in operation.Parameters)
        {
            if (parameter is { IsRequired: true, In: not "path" })
            {
                yield return new(
                    $"{parameter.Name}-required", $"{parameter.In} {parameter.Name} is required", parameter.At,
                    $"no {parameter.In} {parameter.Name}",
                    new((request, _) => Set(request, operation.Path, parameter, null)));
            }

            foreach (var constraint in parameter.Constraints)
                yield return Of(operation.Path, parameter, constraint, start);
        }
    }

    private static ConstraintDraft Of(PathTemplate path, Parameter parameter, Constraint constraint, PlannedVariant start)
    {
        var edge = BoundaryValues.Of(constraint, parameter.Constraints, Current(start, parameter), areStrings: true);
        return new(
            $"{parameter.Name}-{constraint.Keyword}", $"{parameter.In} {parameter.Name}: {constraint.Keyword} {constraint.Value}",
            constraint.At, Shown(edge.Breaks), Changing(edge.Breaks), Shown(edge.Keeps), Changing(edge.Keeps), edge.Untried);

        string Shown(JsonNode? value) => value is null ? "" : $"{parameter.Name} is {BoundaryValues.Shown(value)}";

        DraftEdit? Changing(JsonNode? value) =>
            value is null ? null : new((request, _) => Set(request, path, parameter, Text(value)), ChangesValue: true);
    }

    private static JsonValue? Current(PlannedVariant start, Parameter parameter)
    {
        if (parameter.In is not "query")
            return null;
        var query = start.Variant.Request.Query
            .FirstOrDefault(query => string.Equals(query.Name, parameter.Name, StringComparison.Ordinal));
        return query is null ? null : JsonValue.Create(query.Value.Text);
    }

    private static RenderedRequest Set(RenderedRequest request, PathTemplate path, Parameter parameter, string? value) =>
        parameter.In switch
        {
            "path" => request.WithPathParameter(path, parameter.Name, value ?? ""),
            "query" => request.WithQuery(parameter.Name, value),
            "cookie" => request.WithCookie(parameter.Name, value),
            _ => request.WithHeader(parameter.Name, value),
        };

    private static string Text(JsonNode value) =>
        value is JsonValue text && text.TryGetValue<string>(out var plain) ? plain : BoundaryValues.Json(value);
}
