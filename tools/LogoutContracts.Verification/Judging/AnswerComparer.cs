using System.Globalization;
using LogoutContracts.Specs.Model;
using LogoutContracts.Specs.Primitives;
using LogoutContracts.Verification.Evidence;
using LogoutContracts.Verification.Http;
using LogoutContracts.Verification.Judging.Bodies;
using LogoutContracts.Verification.Judging.Headers;
using LogoutContracts.Verification.Judging.Templates;
using LogoutContracts.Verification.Sessions;

namespace LogoutContracts.Verification.Judging;

/// <summary>Compares a real provider's answer with what the contract means, not with the bytes of its example. Tells the cast what sessions the answer opened.</summary>
internal sealed class AnswerComparer(RoleSessions cast, HeaderContext context)
{
    private const string Absent = "(absent)";
    private const string Any = "(any)";

    private readonly TemplateReader reader = new(cast, formats: null);

    /// <param name="byShape">Whether only the shape of the body counts.</param>
    public ValueList<Comparison> Compare(Expectation.Answer expected, ValueList<VolatilePart> volatileParts, ReceivedResponse actual, bool byShape)
    {
        var comparisons = new List<Comparison>
        {
            new("status", expected.Status.ToString(CultureInfo.InvariantCulture), actual.Status.ToString(CultureInfo.InvariantCulture)),
        };
        foreach (var header in expected.Headers)
            comparisons.Add(Header(header, volatileParts.Contains(new VolatilePart.Header(header.Name)), actual));
        comparisons.AddRange(new BodyRules(cast, reader).Compare(expected, volatileParts, actual, byShape));
        if (!actual.IsUtf8 && expected.Body is { IsJson: true })
            comparisons.Add(new("body's bytes", "(UTF-8)", "(not UTF-8)"));
        return comparisons.Select(comparison => DiscreetComparison.Of(comparison, cast)).ToValueList();
    }

    private Comparison Header(ExpectedHeader expected, bool isVolatile, ReceivedResponse actual)
    {
        var received = actual.ValuesOf(expected.Name).ToList();
        var stated = expected.Values.Select(value => value.Render(hole => cast[hole] ?? hole.ToString())).ToList();
        var allowance = HeaderRules.Of(expected.Name, stated, received, context);
        var part = $"header {expected.Name}";
        if (isVolatile)
            return new(part, Any, received.Count == 0 ? Absent : Any) { Allowance = allowance };
        var values = received.Select((value, i) => i < expected.Values.Count ? reader.Read(expected.Values[i], value) : cast.Masked(value)).ToList();
        return new(part, expected.IsAbsent ? Absent : string.Join(" | ", expected.Values.Select(value => value.Text)), values.Count == 0 ? Absent : string.Join(" | ", values)) { Allowance = allowance };
    }
}
