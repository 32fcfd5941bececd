using System.Text;
using System.Text.Json;
using LogoutContracts.Mocks.Plans;
using LogoutContracts.Specs.Model;
using LogoutContracts.Specs.Primitives;

namespace LogoutContracts.Diffing.Answers;

/// <summary>An answer with placeholders, in the names of the new contract. Header names are in lower case.</summary>
/// <param name="Status">0 if the handshake is refused.</param>
/// <param name="Headers">The headers that the answer has, by name.</param>
/// <param name="Body">Null if there is no body.</param>
/// <param name="Json">The body as JSON; null if it is not JSON.</param>
internal sealed record AnswerTemplate(
    int Status, SortedDictionary<string, NamedHeader> Headers, string? Body, JsonElement? Json, bool IsExact, SessionList? Sessions)
{
    /// <summary>Whether the answer repeats the method of the request.</summary>
    public static bool RepeatsMethod(PlannedVariant planned) => planned.Answer is { } answer
        && answer.Headers.SelectMany(header => header.Values).Append(answer.Body?.Text)
            .Any(text => text?.Holes.Any(hole => hole is { Role: Role.Request, Name: Hole.Method }) is true);

    /// <param name="method">The method of the request; null if it is not known.</param>
    /// <param name="nameOf">The name of a value of a session in the new contract.</param>
    public static AnswerTemplate Of(PlannedVariant planned, string? method, Func<string, string> nameOf)
    {
        var headers = new SortedDictionary<string, NamedHeader>(StringComparer.Ordinal);
        if (planned.Answer is not { } answer)
            return new(0, headers, null, null, false, null);
        foreach (var header in answer.Headers.Where(header => !header.IsAbsent))
        {
            var values = header.Values.Select(value => Text(value, planned.Seeds, method, nameOf)).ToValueList();
            var isVolatile = planned.Variant.Volatile.OfType<VolatilePart.Header>()
                .Any(part => part.Name.Equals(header.Name, StringComparison.OrdinalIgnoreCase));
            headers[header.Name.ToLowerInvariant()] = new(header.Name, values, isVolatile);
        }

        var body = answer.Body is null ? null : Text(answer.Body.Text, planned.Seeds, method, nameOf);
        var json = answer.Body is { IsJson: true } ? Parse(body!) : null;
        return new(answer.Status, headers, body, json, answer.Body is { IsExact: true }, answer.Body?.Sessions);
    }

    private static string Text(Template template, SeedSet seeds, string? method, Func<string, string> nameOf)
    {
        var text = new StringBuilder();
        foreach (var segment in template.Segments)
        {
            text.Append(segment switch
            {
                Segment.Value { Hole: { Role: Role.Request, Name: Hole.Method } } when method is not null => method,

                // The numbers of a rate limit may be counted or fixed: what matters is what a client sees first.
                Segment.Value { Hole: { Role: Role.Limit } hole } when seeds.Limit.Count > 0 => seeds.ValueOf(hole),
                Segment.Value { Hole: { Role: Role.Limit or Role.Request or Role.Keys } hole } => hole.ToString(),
                Segment.Value value => (value.Hole with { Name = nameOf(value.Hole.Name) }).ToString(),
                Segment.Literal literal => literal.Text,
                _ => "",
            });
        }

        return text.ToString();
    }

    private static JsonElement? Parse(string text)
    {
        try
        {
            return JsonElement.Parse(text);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}

/// <summary>A header of an answer, with one value per occurrence.</summary>
internal sealed record NamedHeader(string Name, ValueList<string> Values, bool IsVolatile);
