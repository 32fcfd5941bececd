using System.Globalization;
using System.Text.Json;
using LogoutContracts.Specs.Model;
using LogoutContracts.Specs.Primitives;
using LogoutContracts.Verification.Evidence;
using LogoutContracts.Verification.Http;
using LogoutContracts.Verification.Judging.Bodies;
using LogoutContracts.Verification.Judging.Templates;
using LogoutContracts.Verification.Sessions;

namespace LogoutContracts.Verification.Judging;

/// <summary>Compares an answer with the contract byte by byte, except volatile parts.</summary>
/// <remarks>Side effect: records the values of newly opened sessions in the roles.</remarks>
/// <param name="formats">The formats that credentials must have; null to accept any format.</param>
internal sealed class ResponseComparer(SessionModel? formats, RoleSessions roles)
{
    private const string Absent = "(absent)";
    private const string Any = "(any)";

    private readonly TemplateReader reader = new(roles, formats);

    public ValueList<Comparison> Compare(Expectation.Answer expected, ValueList<VolatilePart> volatileParts, ReceivedResponse actual)
    {
        var comparisons = new List<Comparison>
        {
            new("status", expected.Status.ToString(CultureInfo.InvariantCulture), actual.Status.ToString(CultureInfo.InvariantCulture)),
        };
        foreach (var header in expected.Headers)
            comparisons.Add(CompareHeader(header, volatileParts.Contains(new VolatilePart.Header(header.Name)), actual));
        comparisons.AddRange(CompareBody(expected.Body, volatileParts, actual.Body));
        if (!actual.IsUtf8 && expected.Body is { IsJson: true })
            comparisons.Add(new("body's bytes", "(UTF-8)", "(not UTF-8)"));
        return comparisons.Select(comparison => DiscreetComparison.Of(comparison, roles)).ToValueList();
    }

    private Comparison CompareHeader(ExpectedHeader expected, bool isVolatile, ReceivedResponse actual)
    {
        var received = actual.ValuesOf(expected.Name).ToList();
        if (expected.IsAbsent)
            return new($"header {expected.Name}", Absent, received.Count == 0 ? Absent : roles.Masked(string.Join(" | ", received)));
        if (isVolatile)
            return new($"header {expected.Name}", Any, received.Count == 0 ? Absent : Any);
        var values = received
            .Select((value, i) => i < expected.Values.Count ? reader.Read(expected.Values[i], value) : roles.Masked(value)).ToList();
        return new(
            $"header {expected.Name}", string.Join(" | ", expected.Values.Select(value => value.Text)),
            values.Count == 0 ? Absent : string.Join(" | ", values));
    }

    private List<Comparison> CompareBody(ExpectedBody? expected, ValueList<VolatilePart> volatileParts, string actual)
    {
        if (expected is null)
            return [new("body", "(empty)", actual.Length == 0 ? "(empty)" : roles.Masked(actual))];
        if (!expected.IsJson || expected.IsExact)
            return [new("body", expected.Text.Text, reader.Read(expected.Text, actual))];
        if (ResponseJson.Parse(actual) is not { } received)
            return [new("body", expected.Text.Text, $"not JSON: {(actual.Length == 0 ? "(empty)" : roles.Masked(actual))}")];

        var text = expected.Text.Text;
        if (expected.Sessions is { } list)
            (text, volatileParts) = ListedSessions.Repeat(text, volatileParts, list, received);
        var form = new NormalizedJson(volatileParts, sorted: true, reader.Read);
        var template = JsonElement.Parse(text);
        var comparisons = new List<Comparison> { new("body", form.Of(template), roles.Masked(form.Of(received, template))) };
        if (expected.Schema is not null)
        {
            var failures = expected.Schema.Validate(received)
                .Select(failure => $"{(failure.Pointer.Length == 0 ? "body" : failure.Pointer)} {failure.Message}").ToList();
            comparisons.Add(new(
                "body against its schema", "(valid)", failures.Count == 0 ? "(valid)" : roles.Masked(string.Join("; ", failures))));
        }

        return comparisons;
    }
}
