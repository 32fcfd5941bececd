using System.Text.Json.Nodes;
using LogoutContracts.Mocks.Plans;
using LogoutContracts.Mocks.Requests;
using LogoutContracts.Specs.Json;
using LogoutContracts.Specs.Model;
using LogoutContracts.Verification.Http;

namespace LogoutContracts.Verification.Negatives;

/// <summary>Drafts for the constraints on a body: required, well-formed, of a declared media type, and valid against its schema.</summary>
internal static class BodyDrafts
{
    private const string Unexpected = "unexpected";
    private const string Form = "application/x-www-form-urlencoded";

    public static IEnumerable<ConstraintDraft> Of(Operation operation, PlannedVariant start)
    {
        if (operation.Body is not { } body || start.Variant.Request.Body is null)
            yield break;
        if (body.IsRequired)
        {
            yield return new(
                "body-required", "a body is required", body.At, "no body",
                new((request, _) => (request with { Body = null }).WithHeader("Content-Type", null)));
        }

        if (body.MediaTypes.Count > 0)
            yield return MediaTypeDraft(body);
        if (body.IsJson)
        {
            yield return new(
                "body-json", "the body is JSON", body.At, "incomplete JSON",
                new((request, _) => request with { Body = request.Body![..^1] }));
        }

        foreach (var constraint in body.Constraints)
            yield return Of(body, constraint, start);
    }

    private static ConstraintDraft MediaTypeDraft(RequestBody body)
    {
        var hasForm = body.MediaTypes.Contains(Form, StringComparer.Ordinal);
        DraftEdit keeps = hasForm
            ? new((request, _) => AsForm(request))
            : new((request, _) => request.WithHeader("Content-Type", $"{request.Header("Content-Type") ?? body.MediaTypes[0]}; charset=utf-8"));
        return new(
            "body-mediaType", $"the media type is {string.Join(" or ", body.MediaTypes)}", body.At, "the same body as text/plain",
            new((request, _) => request.WithHeader("Content-Type", "text/plain")) { ChangesMediaType = true },
            body.MediaTypes.Count > 1 ? $"the same body as {body.MediaTypes[1]}" : "the media type with a charset",
            keeps);
    }

    private static ConstraintDraft Of(RequestBody body, Constraint constraint, PlannedVariant start)
    {
        var subject = constraint.Pointer.Length == 0 ? "body" : constraint.Pointer[1..].Replace('/', '.');
        if (constraint.Keyword is "required")
        {
            var name = JsonNode.Parse(constraint.Value)!.GetValue<string>();
            var pointer = $"{constraint.Pointer}/{JsonPointer.Escaped(name)}";
            var full = constraint.Pointer.Length == 0 ? name : $"{subject}.{name}";
            return new(
                $"{full}-required", $"{full} is required", constraint.At, $"no {full}",
                new((request, _) => request.WithoutBodyValue(pointer)));
        }

        var title = $"{subject}: {constraint.Keyword} {constraint.Value}";
        var named = new ConstraintDraft($"{subject}-{constraint.Keyword}", title, constraint.At);
        if (constraint is { Keyword: "additionalProperties", Value: "false" })
        {
            return named with
            {
                Breaking = $"an additional property '{Unexpected}'",
                Breaks = new((request, _) => request.WithBodyValue($"{constraint.Pointer}/{Unexpected}", JsonValue.Create(1))),
            };
        }

        var current = RenderedRequest.Of(start.Variant.Request, hole => start.Seeds.ValueOf(hole)).BodyValue(constraint.Pointer);
        var all = body.Constraints.Where(other => string.Equals(other.Pointer, constraint.Pointer, StringComparison.Ordinal));
        var edge = BoundaryValues.Of(constraint, all, current, areStrings: !body.IsJson);
        return named with
        {
            Breaking = edge.Breaks is null ? "" : $"{subject} is {BoundaryValues.Shown(edge.Breaks)}",
            Breaks = Changing(edge.Breaks),
            Keeping = edge.Keeps is null ? "" : $"{subject} is {BoundaryValues.Shown(edge.Keeps)}",
            Keeps = Changing(edge.Keeps),
            Untried = edge.Untried,
        };

        DraftEdit? Changing(JsonNode? value) =>
            value is null ? null : new((request, _) => With(request, value.DeepClone()), ChangesValue: true);

        RenderedRequest With(RenderedRequest request, JsonNode value) =>
            constraint.Pointer.Length == 0 ? request.WithJson(value) : request.WithBodyValue(constraint.Pointer, value);
    }

    private static RenderedRequest AsForm(RenderedRequest request)
    {
        var fields = request.BodyNames()
            .Select(name => (Name: name, Value: request.BodyValue($"/{JsonPointer.Escaped(name)}")?.ToString() ?? ""))
            .Select(field => $"{Uri.EscapeDataString(field.Name)}={Uri.EscapeDataString(field.Value)}");
        return (request with { Body = string.Join('&', fields) }).WithHeader("Content-Type", Form);
    }
}
