using System.Text.Json;
using System.Text.RegularExpressions;
using LogoutContracts.Mocks.Plans;
using LogoutContracts.Mocks.Requests;
using LogoutContracts.Mocks.Stubs.Format;
using LogoutContracts.Specs.Model;
using LogoutContracts.Specs.Primitives;

namespace LogoutContracts.Mocks.Stubs.Planning;

/// <summary>Turns a rule's conditions, other than those on sessions, into stub patterns.</summary>
internal static class RulePatterns
{
    /// <param name="carried">
    /// Patterns that require or exclude values of sessions; a rule's condition on the same place takes precedence.
    /// </param>
    /// <param name="body">The body pattern; null for any body.</param>
    /// <param name="valueOf">The values of the placeholders in the example's path.</param>
    /// <returns>Null if the rule and the patterns exclude each other.</returns>
    public static StubRequest? Request(
        StubPlace place, PlannedVariant answer, IReadOnlyList<CarriedPattern> carried, StubBody? body, Func<Hole, string> valueOf,
        NamedPattern? prefer = null)
    {
        var (headers, cookies, query) = (new List<NamedPattern>(), new List<NamedPattern>(), new List<NamedPattern>());
        var rule = answer.Variant.Rule;
        if (prefer is not null)
            headers.Add(prefer);
        foreach (var pattern in carried)
            ListOf(pattern.At.Kind)?.Add(new(pattern.At.Name, pattern.Pattern));
        foreach (var named in rule.Conditions.OfType<Condition.Named>())
        {
            if (!Add(named, carried, answer, headers, cookies, query))
                return null;
        }

        if (rule.MediaType is { } mediaType)
            headers.Add(new("Content-Type", MediaTypePattern(mediaType, place)));
        return new(
            place.MethodOf(rule), PathOf(answer, carried, valueOf), headers.ToValueList(), cookies.ToValueList(), query.ToValueList(),
                body);

        List<NamedPattern>? ListOf(CarrierKind kind) => kind switch
        {
            CarrierKind.Header => headers,
            CarrierKind.Cookie => cookies,
            CarrierKind.Query => query,
            _ => null,
        };
    }

    private static string PathOf(PlannedVariant answer, IReadOnlyList<CarriedPattern> carried, Func<Hole, string> valueOf)
    {
        var segments = answer.Variant.Request.Path.Render(valueOf).Split('/');
        foreach (var pattern in carried.Where(pattern => pattern.At.Kind == CarrierKind.Path))
            segments[pattern.At.Segment] = Uri.EscapeDataString(pattern.Value!);
        return string.Join('/', segments);
    }

    /// <summary>One body pattern per body class of the rule; a single null if any body matches.</summary>
    /// <param name="carried">Values that the body must have, or be without.</param>
    public static IEnumerable<StubBody?> Bodies(
        StubPlace place, PlannedVariant answer, Func<Hole, string> valueOf, IReadOnlyList<CarriedPattern> carried)
    {
        var rule = answer.Variant.Rule;
        var text = answer.Variant.Request.Body?.Render(valueOf);
        var shown = carried.Where(pattern => pattern.At.Kind == CarrierKind.Body).ToList();
        List<FieldPattern> fields = [.. shown.Select(FieldOf)];
        if (place.Operation?.Body is not { } declared)
            return [null];
        if (FieldsOf(place, answer) is [{ Count: > 0 }, ..] ways)
            return [FieldPatterns.Body(declared, [.. ways.Select(way => (List<FieldPattern>)[.. fields, .. way])])];
        if (rule.Bodies.Count == 0)
            return [fields.Count == 0 ? null : FieldPatterns.Body(declared, fields)];
        var lacking = rule.Bodies.Contains(new BodyClass(BodyKind.Invalid)) ? declared.Required : [];

        // An empty or malformed body shows no value.
        var showsValue = shown.Exists(pattern => pattern.Value is not null);
        return rule.Bodies.Where(kind => !(showsValue && kind.Kind is BodyKind.Empty or BodyKind.Malformed))
            .Where(kind => kind.Kind is BodyKind.Empty or BodyKind.Valid || IsExample(declared, kind, answer, valueOf, shown, lacking))
            .Select(kind => BodyOf(declared, kind, text, fields))
            .Concat(lacking.Where(property =>
                !fields.Exists(field => field.Value is not null && string.Equals(field.Name, property, StringComparison.Ordinal)))
                .Select(property => Lacking(declared, property, fields))).Distinct();
    }

    /// <summary>
    /// Whether the body of the example is of this kind, and has the values that the body must show. Other malformed and invalid bodies
    /// cannot be recognized, except for those that lack a property.
    /// </summary>
    private static bool IsExample(
        RequestBody declared, BodyClass kind, PlannedVariant answer, Func<Hole, string> valueOf, List<CarriedPattern> shown,
        IEnumerable<string> lacking)
    {
        var example = RenderedBody.Read(declared, RenderedRequest.Of(answer.Variant.Request, valueOf), out var json);
        using (json)
        {
            return example.Kind == kind.Kind
                && (kind.Keyword is null || string.Equals(kind.Keyword, example.Keyword, StringComparison.Ordinal))
                && (json?.RootElement is not { ValueKind: JsonValueKind.Object } body
                    || (lacking.All(property => body.TryGetProperty(property, out _))
                        && shown.TrueForAll(
                            pattern => string.Equals(pattern.Value, TextOf(body, pattern.At.Property), StringComparison.Ordinal))));
        }
    }

    private static string? TextOf(JsonElement body, string property) =>
        body.TryGetProperty(property, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    /// <summary>A body that equals the JSON of an example.</summary>
    public static StubBody Equal(RequestBody declared, string json) => JsonElement.Parse(json).EnumerateObject().ToList() is [var only]
            && only.Value.ValueKind == JsonValueKind.String
        ? FieldPatterns.Only(declared, only.Name, StubJson.Dense(to => only.Value.WriteTo(to)))
        : new StubBody.Json(StubJson.Compact(json));

    private static FieldPattern FieldOf(CarriedPattern pattern) =>
        pattern.Value is { } value ? FieldPattern.Text(pattern.At.Name, value) : FieldPattern.Absent(pattern.At.Property);

    /// <summary>The fields that the rule requires in a body, once per user whom it accepts.</summary>
    private static List<List<FieldPattern>> FieldsOf(StubPlace place, PlannedVariant answer)
    {
        List<FieldPattern> stated = [.. answer.Variant.Rule.Conditions.OfType<Condition.BodyHas>()
            .Select(has => new FieldPattern(has.Property, has.Value))];
        return place.KnowsUser(answer) ? place.Users.ConvertAll(user => (List<FieldPattern>)[.. stated, .. user]) : [stated];
    }

    private static StubBody Lacking(RequestBody declared, string property, List<FieldPattern> fields) =>
        declared.IsForm || fields.Count > 0 ? FieldPatterns.Body(declared, [.. fields, FieldPattern.Absent(property)])
            : new StubBody.Lacks(property);

    private static StubBody? BodyOf(RequestBody declared, BodyClass body, string? text, List<FieldPattern> fields) => body switch
    {
        { Kind: BodyKind.Empty } => new StubBody.Empty(),
        { Kind: BodyKind.Malformed } => new StubBody.Text(text ?? ""),
        { Kind: BodyKind.Invalid, Keyword: "required" } when declared.Required is [var only] => Lacking(declared, only, fields),
        { Kind: BodyKind.Invalid } when text is not null =>
            IsObject(text) ? new StubBody.Json(StubJson.Compact(text)) : new StubBody.Text(text),
        _ => fields.Count == 0 ? null : FieldPatterns.Body(declared, fields),
    };

    private static bool IsObject(string text)
    {
        try
        {
            return JsonElement.Parse(text).ValueKind == JsonValueKind.Object;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    private static bool Add(
        Condition.Named named, IReadOnlyList<CarriedPattern> all, PlannedVariant answer, List<NamedPattern> headers,
        List<NamedPattern> cookies, List<NamedPattern> query)
    {
        var list = named.Part switch
        {
            RequestPart.Header => headers,
            RequestPart.Cookie => cookies,
            _ => query,
        };
        var carried = all.FirstOrDefault(pattern => pattern.At.Kind == KindOf(named.Part)
            && pattern.At.Name.Equals(named.Name, StringComparison.OrdinalIgnoreCase));
        if (carried is { Value: { } value })
            return Holds(named.Pattern, value);
        list.RemoveAll(pattern => pattern.Name.Equals(named.Name, StringComparison.OrdinalIgnoreCase));

        // For cookies and query parameters, only exact values have been tested in both dialects; take the example's.
        var canStay = named.Part == RequestPart.Header || named.Pattern is ValuePattern.Exact;
        list.Add(new(named.Name, canStay ? named.Pattern : new ValuePattern.Exact(ExampleOf(named, answer))));
        return true;
    }

    private static CarrierKind KindOf(RequestPart part) => part switch
    {
        RequestPart.Header => CarrierKind.Header,
        RequestPart.Cookie => CarrierKind.Cookie,
        _ => CarrierKind.Query,
    };

    private static string ExampleOf(Condition.Named named, PlannedVariant answer)
    {
        var values = named.Part == RequestPart.Cookie ? answer.Variant.Request.Cookies : answer.Variant.Request.Query;
        return values.First(value => value.Name.Equals(named.Name, StringComparison.OrdinalIgnoreCase)).Value.Render(answer.Seeds.ValueOf);
    }

    /// <summary>Whether a value matches a pattern.</summary>
    public static bool Holds(ValuePattern pattern, string value) => pattern switch
    {
        ValuePattern.Absent => false,
        ValuePattern.Exact exact => string.Equals(exact.Value, value, StringComparison.Ordinal),
        ValuePattern.Matches matches => Patterns.TryCompile(matches.Regex, out var regex, out _) && regex.IsMatch(value),
        _ => true,
    };

    private static ValuePattern.Matches MediaTypePattern(string mediaType, StubPlace place) => new(mediaType is Rule.OtherMediaType
        ? $@"(?i)^(?!({string.Join('|', place.OtherThan.Select(Regex.Escape))})\s*(;|$))"
        : $@"(?i)^{Regex.Escape(mediaType)}\s*(;|$)");
}
