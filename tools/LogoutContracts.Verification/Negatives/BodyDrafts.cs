using System.Text.Json.Nodes;
using LogoutContracts.Mocks.Plans;
using LogoutContracts.Mocks.Requests;
using LogoutContracts.Specs.Json;
using LogoutContracts.Specs.Model;
using LogoutContracts.Verification.Http;

namespace LogoutContracts.Verification.Negatives;

/// <summary>The body of a request: that it is there, that it can be read, its media type, and what its schema says.</summary>
internal static class BodyDrafts
{
    private const string Unexpected = "unexpected";

    public static IEnumerable<ConstraintDraft> Of(Operation operation, PlannedVariant start)
    {
        if (operation.Body is not { } body || start.Variant.Request.Body is null)
            yield break;
        if (body.IsRequired)
            yield return new("body-required", "a body is required", body.At, "no body", new((request, _) => (request with { Body = null }).WithHeader("Content-Type", null)));
        if (body.MediaTypes.Count > 0)
            yield return MediaTypeDraft(body);
        if (body.IsJson)
            yield return new("body-json", "the body is JSON", body.At, "JSON that breaks off", new((request, _) => request with { Body = request.Body![..^1] }));
        foreach (var constraint in body.Constraints)
            yield return Of(body, constraint, start);
    }

    private static ConstraintDraft MediaTypeDraft(RequestBody body)
    {
        var keeps = body.IsJson
            ? body.MediaTypes.Contains("application/x-www-form-urlencoded", StringComparer.Ordinal) ? new DraftEdit((request, _) => AsForm(request)) : new((request, _) => request.WithHeader("Content-Type", $"{body.MediaTypes[0]}; charset=utf-8"))
            : null;
        return new(
            "body-mediaType", $"the media type is {string.Join(" or ", body.MediaTypes)}", body.At, "the same body as text/plain", new((request, _) => request.WithHeader("Content-Type", "text/plain")) { ChangesMediaType = true },
            body.MediaTypes.Count > 1 ? $"the same as {body.MediaTypes[1]}" : "the media type with its charset", keeps);
    }

    private static ConstraintDraft Of(RequestBody body, Constraint constraint, PlannedVariant start)
    {
        var subject = constraint.Pointer.Length == 0 ? "body" : constraint.Pointer[1..].Replace('/', '.');
        if (constraint.Keyword is "required")
        {
            var name = JsonNode.Parse(constraint.Value)!.GetValue<string>();
            var pointer = $"{constraint.Pointer}/{JsonPointer.Escaped(name)}";
            var full = constraint.Pointer.Length == 0 ? name : $"{subject}.{name}";
            return new($"{full}-required", $"{full} is required", constraint.At, $"no {full}", new((request, _) => request.WithoutBodyValue(pointer)));
        }

        var named = new ConstraintDraft($"{subject}-{constraint.Keyword}", $"{subject}: {constraint.Keyword} {constraint.Value}", constraint.At);
        if (constraint is { Keyword: "additionalProperties", Value: "false" })
            return named with { Breaking = $"a property '{Unexpected}' beside the known ones", Breaks = new((request, _) => request.WithBodyValue($"{constraint.Pointer}/{Unexpected}", JsonValue.Create(1))) };
        var current = RenderedRequest.Of(start.Variant.Request, hole => start.Seeds.ValueOf(hole)).BodyValue(constraint.Pointer);
        var edge = BoundaryValues.Of(constraint, body.Constraints.Where(other => string.Equals(other.Pointer, constraint.Pointer, StringComparison.Ordinal)), current, areTexts: !body.IsJson);
        return named with
        {
            Breaking = edge.Breaks is null ? "" : $"{subject} is {BoundaryValues.Shown(edge.Breaks)}",
            Breaks = Changing(edge.Breaks),
            Keeping = edge.Keeps is null ? "" : $"{subject} is {BoundaryValues.Shown(edge.Keeps)}",
            Keeps = Changing(edge.Keeps),
            Untried = edge.Untried,
        };

        DraftEdit? Changing(JsonNode? value) => value is null ? null
            : new((request, _) => constraint.Pointer.Length == 0 ? request.WithJson(value.DeepClone()) : request.WithBodyValue(constraint.Pointer, value.DeepClone()), ChangesValue: true);
    }

    private static RenderedRequest AsForm(RenderedRequest request)
    {
        var fields = request.BodyNames().Select(name => $"{Uri.EscapeDataString(name)}={Uri.EscapeDataString(request.BodyValue($"/{JsonPointer.Escaped(name)}")?.ToString() ?? "")}");
        return (request with { Body = string.Join('&', fields) }).WithHeader("Content-Type", "application/x-www-form-urlencoded");
    }
}
