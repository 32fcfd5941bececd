using System.Net;
using System.Text.Json;
using LogoutContracts.Specs.Model;
using LogoutContracts.Specs.Primitives;
using LogoutContracts.Verification.Evidence;
using LogoutContracts.Verification.Http;
using LogoutContracts.Verification.Judging.Templates;
using LogoutContracts.Verification.Sessions;

namespace LogoutContracts.Verification.Judging.Bodies;

/// <summary>Compares the body of a real provider's answer with the contract's example.</summary>
internal sealed class BodyRules(RoleSessions roles, TemplateReader reader)
{
    private const string Empty = "(empty)";

    /// <param name="byShape">Whether to compare only the shape of the body: the types of its values.</param>
    public IEnumerable<Comparison> Compare(
        Expectation.Answer expected, ValueList<VolatilePart> volatileParts, ReceivedResponse actual, bool byShape)
    {
        if (expected.Body is not { } body)
            return [Nothing(actual, byShape)];
        if (!body.IsJson)
            return [Text(body, TypeOf(expected), actual.Body, byShape)];
        if (ResponseJson.Parse(actual.Body) is not { } received)
            return [new("body", body.Text.Text, actual.Body.Length == 0 ? Empty : $"not JSON: {roles.Masked(actual.Body)}")];
        var text = body.Text.Text;
        if (body.Sessions is { } list)
            (text, volatileParts) = ListedSessions.Repeat(text, volatileParts, list, received);
        var template = JsonElement.Parse(text);
        return byShape ? Shape(body, template, received, volatileParts) : Whole(body, template, received, volatileParts);
    }

    private Comparison Nothing(ReceivedResponse actual, bool byShape)
    {
        var comparison = new Comparison("body", Empty, actual.Body.Length == 0 ? Empty : roles.Masked(actual.Body));
        return byShape || (actual.Status >= 400 && IsReason(actual)) ? comparison with { Allowance = Allowance.Remark } : comparison;
    }

    /// <summary>Whether the body is only the reason phrase of the status, which some frameworks send by default.</summary>
    private static bool IsReason(ReceivedResponse actual)
    {
        static string Letters(string text) => string.Concat(text.Where(char.IsAsciiLetter)).ToUpperInvariant();
        return Letters(actual.Body) is { Length: > 0 } words
            && string.Equals(words, Letters(((HttpStatusCode)actual.Status).ToString()), StringComparison.Ordinal);
    }

    private Comparison Text(ExpectedBody body, string mediaType, string actual, bool byShape)
    {
        if (byShape || mediaType is "text/html" or "application/xhtml+xml")
            return new("body", $"({mediaType})", actual.Length == 0 ? Empty : $"({mediaType})");
        var trimmed = Template.Parse(body.Text.Text.ReplaceLineEndings("\n").Trim());
        return new("body", trimmed.Text, reader.Read(trimmed, actual.ReplaceLineEndings("\n").Trim()));
    }

    private IEnumerable<Comparison> Shape(
        ExpectedBody body, JsonElement template, JsonElement received, ValueList<VolatilePart> volatileParts)
    {
        var pointers = volatileParts.OfType<VolatilePart.Body>().Select(part => part.Pointer).ToHashSet(StringComparer.Ordinal);
        return new JsonShape(reader, pointers.Contains, body.Schema?.Validate(received).Count == 0).Compare(template, received);
    }

    private List<Comparison> Whole(ExpectedBody body, JsonElement template, JsonElement received, ValueList<VolatilePart> volatileParts)
    {
        var form = new NormalizedJson(volatileParts, sorted: true, reader.Read);
        var comparisons = new List<Comparison>
        {
            new("body", form.Of(template), roles.Masked(form.Of(JsonPruning.Pruned(received, template), template))),
        };
        var failures = body.Schema?.Validate(received)
            .Select(failure => $"{(failure.Pointer.Length == 0 ? "body" : failure.Pointer)} {failure.Message}").ToList() ?? [];
        if (failures.Count > 0)
            comparisons.Add(new("body against its schema", "(valid)", roles.Masked(string.Join("; ", failures))));
        return comparisons;
    }

    private static string TypeOf(Expectation.Answer expected)
    {
        var header = expected.Headers.FirstOrDefault(header => header.Name.Equals("Content-Type", StringComparison.OrdinalIgnoreCase));
        return MediaType.Essence(header?.Values is [var first, ..] ? first.Text : "").ToLowerInvariant();
    }
}
