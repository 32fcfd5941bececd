using System.Text.Json;
using LogoutContracts.Mocks.Plans;
using LogoutContracts.Mocks.Requests;
using LogoutContracts.Mocks.Requests.Editing;
using LogoutContracts.Specs.Arazzo;
using LogoutContracts.Specs.Model;
using LogoutContracts.Specs.Primitives;
using LogoutContracts.Verification.Http;

namespace LogoutContracts.Verification.Workflows;

/// <summary>The request of a step: the operation's example without its credentials, with the step's parameters and payload.</summary>
internal static class StepRequest
{
    private const string ContentType = "Content-Type";
    private const string Form = "application/x-www-form-urlencoded";

    /// <param name="missing">Called for each expression without a value.</param>
    /// <returns>Null if the contract has no example of the operation for plain HTTP.</returns>
    public static RenderedRequest? Of(
        WorkflowStep step, MockPlan plan, Func<RuntimeExpression, JsonElement?> valueOf, Action<string> missing)
    {
        var operation = plan.Contract.FindOperation(step.Operation);
        var first = plan.Variants.FirstOrDefault(variant =>
            string.Equals(variant.Operation, step.Operation, StringComparison.Ordinal) && variant is { IsDefault: true, IsServed: true });
        if (operation is null || first is null)
            return null;
        var carriers = plan.CallerOf(operation.Id).SelectMany(shown => shown.Places).Select(carrier => carrier.Name)
            .ToHashSet(StringComparer.OrdinalIgnoreCase);
        var example = first.Variant.Request;
        var given = step.Parameters
            .Select(parameter => (parameter.In, Pair: new Header(parameter.Name, TextOf(parameter.Value, valueOf, missing))))
            .ToLookup(parameter => parameter.In, parameter => parameter.Pair, StringComparer.Ordinal);
        var own = Rendered(example.Headers.Where(header => !carriers.Contains(header.Name)), first);
        var headers = With(own, given["header"], StringComparison.OrdinalIgnoreCase);
        if (step.Body?.ContentType is { } type)
            headers = With(headers, [new(ContentType, type)], StringComparison.OrdinalIgnoreCase);
        var ownCookies = Rendered(example.Cookies.Where(cookie => !carriers.Contains(cookie.Name)), first);
        var cookies = With(ownCookies, given["cookie"], StringComparison.Ordinal);
        if (cookies.Count > 0)
            headers = [.. headers, new("Cookie", string.Join("; ", cookies.Select(cookie => $"{cookie.Name}={cookie.Value}")))];
        var query = Pairs(With(Rendered(example.Query.Where(parameter => !carriers.Contains(parameter.Name)), first), given["query"],
            StringComparison.Ordinal));
        var path = PathOf(operation.Path, example.Path.Render(first.Seeds.ValueOf), given["path"]);
        var body = BodyOf(step.Body, ExampleBody(plan, operation, first), headers, valueOf, missing);
        return new(operation.Method, query.Length == 0 ? path : $"{path}?{query}", headers.ToValueList(), body);
    }

    /// <summary>The body of the example without credentials.</summary>
    private static string? ExampleBody(MockPlan plan, Operation operation, PlannedVariant variant)
    {
        var inBody = plan.CallerOf(operation.Id).Where(shown => shown.IsAt(CarrierKind.Body));
        return RenderedRequest.Of(variant.Variant.Request, variant.Seeds.ValueOf).Without(inBody).Body;
    }

    private static string PathOf(PathTemplate template, string example, IEnumerable<Header> given)
    {
        var values = new Dictionary<string, string>(template.ValuesIn(example), StringComparer.Ordinal);
        foreach (var value in given)
            values[value.Name] = Uri.EscapeDataString(value.Value);
        return template.Parameters.All(values.ContainsKey) ? template.Fill(values) : example;
    }

    private static string Pairs(IEnumerable<Header> pairs) =>
        string.Join('&', pairs.Select(pair => $"{Uri.EscapeDataString(pair.Name)}={Uri.EscapeDataString(pair.Value)}"));

    private static string? BodyOf(
        WorkflowBody? body, string? example, IReadOnlyList<Header> headers, Func<RuntimeExpression, JsonElement?> valueOf,
        Action<string> missing)
    {
        if (body is null)
            return example;
        var payload = body.Payload is null ? ResponseJson.Parse(example ?? "") : body.Payload.Evaluate(valueOf, missing);
        if (payload is { ValueKind: JsonValueKind.String } text && body.Replacements.Count > 0)
            payload = ResponseJson.Parse(text.GetString()!) ?? payload;
        foreach (var replacement in body.Replacements)
        {
            if (payload is { } whole && replacement.Value.Evaluate(valueOf, missing) is { } value
                && (payload = JsonReplacement.In(whole, replacement.Pointer, value)) is null)
                missing($"the place {replacement.Pointer} in the payload");
        }

        // A string payload is sent unchanged, whatever the media type.
        var isForm = headers.Any(header =>
            header.Name.Equals(ContentType, StringComparison.OrdinalIgnoreCase) && MediaType.Essence(header.Value) is Form);
        return payload switch
        {
            null => example,
            { ValueKind: JsonValueKind.Object } map when isForm =>
                Pairs(map.EnumerateObject().Select(pair => new Header(pair.Name, JsonValues.TextOf(pair.Value)))),
            { } other => JsonValues.TextOf(other),
        };
    }

    private static string TextOf(WorkflowValue value, Func<RuntimeExpression, JsonElement?> valueOf, Action<string> missing) =>
        value.Evaluate(valueOf, missing) is { } found ? JsonValues.TextOf(found) : "";

    private static IEnumerable<Header> Rendered(IEnumerable<NamedTemplate> values, PlannedVariant variant) =>
        values.Select(value => new Header(value.Name, value.Value.Render(variant.Seeds.ValueOf)));

    private static List<Header> With(IEnumerable<Header> own, IEnumerable<Header> given, StringComparison comparison)
    {
        var instead = given.ToList();
        return [.. own.Where(value => !instead.Exists(other => other.Name.Equals(value.Name, comparison))), .. instead];
    }
}
