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

/// <summary>Compares a real provider's answer with the meaning of the contract, not with the bytes of its example.</summary>
/// <remarks>Side effect: records the values of newly opened sessions in the roles.</remarks>
internal sealed class AnswerComparer(RoleSessions roles, HeaderContext context)
{
    private const string Absent = "(absent)";
    private const string Any = "(any)";

    private readonly TemplateReader reader = new(roles, formats: null);

    /// <param name="byShape">Whether to compare only the shape of the body: the types of its values.</param>
    public ValueList<Comparison> Compare(
        Expectation.Answer expected, ValueList<VolatilePart> volatileParts, ReceivedResponse actual, bool byShape)
    {
        var comparisons = new List<Comparison>
        {
            new("status", expected.Status.ToString(CultureInfo.InvariantCulture), actual.Status.ToString(CultureInfo.InvariantCulture)),
        };
        foreach (var header in expected.Headers)
            comparisons.Add(Header(header, volatileParts.Contains(new VolatilePart.Header(header.Name)), actual));
        comparisons.AddRange(new BodyRules(roles, reader).Compare(expected, volatileParts, actual, byShape));
        if (!actual.IsUtf8 && expected.Body is { IsJson: true })
            comparisons.Add(new("body's bytes", "(UTF-8)", "(not UTF-8)"));
        return comparisons.Select(comparison => DiscreetComparison.Of(comparison, roles)).ToValueList();
    }

    private Comparison Header(ExpectedHeader expected, bool isVolatile, ReceivedResponse actual)
    {
        var received = actual.ValuesOf(expected.Name).ToList();
        var stated = expected.Values.Select(value => value.Render(hole => roles[hole] ?? hole.ToString())).ToList();
        var allowance = HeaderRules.Of(expected.Name, stated, received, context);
        var part = $"header {expected.Name}";
        if (isVolatile)
            return new(part, Any, received.Count == 0 ? Absent : Any) { Allowance = allowance };
        var values = received
            .Select((value, i) => i < expected.Values.Count ? reader.Read(expected.Values[i], value) : roles.Masked(value)).ToList();
        return new(
            part, expected.IsAbsent ? Absent : string.Join(" | ", expected.Values.Select(value => value.Text)),
            values.Count == 0 ? Absent : string.Join(" | ", values))
        {
            Allowance = allowance,
        };
    }
}
