using System.Text.Json;
using System.Text.RegularExpressions;
using LogoutContracts.Mocks.Plans;
using LogoutContracts.Mocks.Stubs.Format;
using LogoutContracts.Specs.Model;
using LogoutContracts.Specs.Primitives;

namespace LogoutContracts.Mocks.Stubs.Planning;

/// <summary>Turns a rule's conditions, other than those on sessions, into stub patterns.</summary>
internal static class RulePatterns
{
    /// <param name="credentials">
    /// Patterns that require or exclude credentials; a rule's condition on the same header or cookie takes precedence.
    /// </param>
    /// <param name="body">The body pattern; null for any body.</param>
    /// <returns>Null if the rule and the credentials exclude each other.</returns>
    public static StubRequest? Request(
        StubPlace place, PlannedVariant answer, IReadOnlyList<CarriedPattern> credentials, StubBody? body, NamedPattern? prefer = null)
    {
        var headers = new List<NamedPattern>();
        var cookies = new List<NamedPattern>();
        var query = new List<NamedPattern>();
        var rule = answer.Variant.Rule;
        if (prefer is not null)
            headers.Add(prefer);
        foreach (var carried in credentials)
            (carried.InCookie ? cookies : headers).Add(new(carried.Name, carried.Pattern));
        foreach (var named in rule.Conditions.OfType<Condition.Named>())
        {
            if (!Add(named, credentials, answer, headers, cookies, query))
                return null;
        }

        if (rule.MediaType is { } mediaType)
            headers.Add(new("Content-Type", MediaTypePattern(mediaType, place)));
        return new(
            place.MethodOf(rule), answer.Variant.Request.Path, headers.ToValueList(), cookies.ToValueList(), query.ToValueList(), body);
    }

    /// <summary>One body pattern per body class of the rule; a single null if any body matches.</summary>
    public static IEnumerable<StubBody?> Bodies(StubPlace place, PlannedVariant answer, Func<Hole, string> valueOf)
    {
        var rule = answer.Variant.Rule;
        var text = answer.Variant.Request.Body?.Render(valueOf);
        if (place.Operation?.Body is { } body && FieldsOf(place, answer) is [{ Count: > 0 }, ..] ways)
            return [FieldPatterns.Body(body, ways)];
        if (rule.Bodies.Count == 0)
            return [null];
        var lacking = rule.Bodies.Contains(new BodyClass(BodyKind.Invalid)) && place.Operation?.Body is { } declared
            ? declared.Required.Select(property => Lacking(declared, property)) : [];

        // Without an example, only an empty body can be recognized.
        var known = rule.Bodies.Where(kind => text is not null || kind.Kind is BodyKind.Empty or BodyKind.Valid);
        return known.Select(kind => BodyOf(place, kind, text)).Concat(lacking).Distinct();
    }

    /// <summary>The fields that the rule requires in a body, once per user whom it accepts.</summary>
    private static List<List<FieldPattern>> FieldsOf(StubPlace place, PlannedVariant answer)
    {
        List<FieldPattern> stated = [.. answer.Variant.Rule.Conditions.OfType<Condition.BodyHas>().Select(has => new FieldPattern(has.Property, has.Value))];
        return place.KnowsUser(answer) ? place.Users.ConvertAll(user => (List<FieldPattern>)[.. stated, .. user]) : [stated];
    }

    private static StubBody Lacking(RequestBody declared, string property) =>
        declared.IsForm ? FieldPatterns.Body(declared, [FieldPattern.Absent(property)]) : new StubBody.Lacks(property);

    private static StubBody? BodyOf(StubPlace place, BodyClass body, string? text) => body switch
    {
        { Kind: BodyKind.Empty } => new StubBody.Empty(),
        { Kind: BodyKind.Malformed } => new StubBody.Text(text ?? ""),
        { Kind: BodyKind.Invalid, Keyword: "required" } when place.Operation?.Body is { Required: [var only] } declared =>
            Lacking(declared, only),
        { Kind: BodyKind.Invalid } when text is not null =>
            IsObject(text) ? new StubBody.Json(StubJson.Compact(text)) : new StubBody.Text(text),
        _ => null,
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
        Condition.Named named, IReadOnlyList<CarriedPattern> credentials, PlannedVariant answer, List<NamedPattern> headers,
        List<NamedPattern> cookies, List<NamedPattern> query)
    {
        var list = named.Part switch
        {
            RequestPart.Header => headers,
            RequestPart.Cookie => cookies,
            _ => query,
        };
        var carried = credentials.FirstOrDefault(
            pattern => pattern.InCookie == (named.Part == RequestPart.Cookie)
                && pattern.Name.Equals(named.Name, StringComparison.OrdinalIgnoreCase));
        if (carried is { Value: { } value } && named.Part != RequestPart.Query)
            return Holds(named.Pattern, value);
        list.RemoveAll(pattern => pattern.Name.Equals(named.Name, StringComparison.OrdinalIgnoreCase));

        // For cookies and query parameters, only exact values have been tested in both dialects; take the example's.
        var canStay = named.Part == RequestPart.Header || named.Pattern is ValuePattern.Exact;
        list.Add(new(named.Name, canStay ? named.Pattern : new ValuePattern.Exact(ExampleOf(named, answer))));
        return true;
    }

    private static string ExampleOf(Condition.Named named, PlannedVariant answer)
    {
        var values = named.Part == RequestPart.Cookie ? answer.Variant.Request.Cookies : answer.Variant.Request.Query;
        return values.First(value => value.Name.Equals(named.Name, StringComparison.OrdinalIgnoreCase)).Value.Render(answer.Seeds.ValueOf);
    }

    private static bool Holds(ValuePattern pattern, string value) => pattern switch
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

/// <summary>A pattern on the header or cookie of a carrier.</summary>
/// <param name="Value">The whole value of the header or cookie; null if it must be absent.</param>
internal sealed record CarriedPattern(bool InCookie, string Name, ValuePattern Pattern, string? Value);
