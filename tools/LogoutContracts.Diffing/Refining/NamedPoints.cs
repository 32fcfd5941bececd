using LogoutContracts.Mocks.Plans;
using LogoutContracts.Specs.Model;
using LogoutContracts.Specs.Primitives;

namespace LogoutContracts.Diffing.Refining;

/// <summary>A header, cookie or query parameter of a request. The names of headers are case-insensitive.</summary>
internal sealed record NamedPart(RequestPart Part, string Name)
{
    public static NamedPart Of(Condition.Named named) => new(named.Part, named.Name);

    public bool Equals(NamedPart? other) => other is not null && Part == other.Part && Name.Equals(
        other.Name, Part == RequestPart.Header ? StringComparison.OrdinalIgnoreCase : StringComparison.Ordinal);

    public override int GetHashCode() => HashCode.Combine(Part, Name.ToUpperInvariant());

    public override string ToString() => $"{Part.ToString().ToLowerInvariant()} {Name}";
}

/// <summary>A value of a part of a request.</summary>
/// <param name="Value">Null if the request does not have the part.</param>
internal sealed record NamedPoint(string? Value, string Label);

/// <summary>Values of a part of a request that the patterns in the rules tell apart. Regular expressions are tried on real
/// values.</summary>
internal sealed class NamedPoints
{
    private const string Any = "x";

    private readonly NamedPart part;
    private readonly IReadOnlyList<ValuePattern> patterns;
    private readonly Dictionary<string, LinearRegex> compiled = new(StringComparer.Ordinal);

    public NamedPoints(NamedPart part, IReadOnlyList<ValuePattern> patterns)
    {
        this.part = part;
        this.patterns = patterns;
        foreach (var matches in patterns.OfType<ValuePattern.Matches>())
        {
            if (Patterns.TryCompile(matches.Regex, out var regex, out _))
                compiled[matches.Regex] = regex;
        }
    }

    /// <summary>One value per set of patterns that match it.</summary>
    /// <param name="variants">Their examples have values to try.</param>
    public IEnumerable<NamedPoint> Among(IReadOnlyList<PlannedVariant> variants)
    {
        var shown = patterns.OfType<ValuePattern.Exact>().Select(exact => exact.Value)
            .Concat(variants.Select(ValueIn).OfType<string>()).Distinct(StringComparer.Ordinal).ToList();
        IEnumerable<string?> candidates = [null, .. shown, Any, .. shown.Select(value => $"{value}{Any}"), .. shown.Select(Shortened)];
        return candidates.DistinctBy(value => string.Concat(patterns.Select(pattern => Fits(pattern, value) ? '1' : '0')),
            StringComparer.Ordinal)
            .Select(value => new NamedPoint(value, LabelOf(value)));
    }

    public bool Fits(ValuePattern pattern, string? value) => pattern switch
    {
        ValuePattern.Absent => value is null,
        ValuePattern.Present => value is not null,
        ValuePattern.Exact exact => string.Equals(exact.Value, value, StringComparison.Ordinal),
        ValuePattern.Matches matches => value is not null && compiled.TryGetValue(matches.Regex, out var regex) && regex.IsMatch(value),
        _ => false,
    };

    private string LabelOf(string? value)
    {
        if (value is null)
            return "absent";
        var fitting = patterns.Where(pattern => pattern is ValuePattern.Exact or ValuePattern.Matches && Fits(pattern, value))
            .Select(pattern => pattern.ToString()).Order(StringComparer.Ordinal).ToList();
        return fitting.Count == 0 ? "any other value" : string.Join(" and ", fitting);
    }

    private string? ValueIn(PlannedVariant planned)
    {
        var request = planned.Variant.Request;
        var all = part.Part switch
        {
            RequestPart.Header => request.Headers,
            RequestPart.Cookie => request.Cookies,
            _ => request.Query,
        };
        return all.FirstOrDefault(named => new NamedPart(part.Part, named.Name) == part)?.Value.Render(planned.Seeds.ValueOf);
    }

    private static string Shortened(string value) => value.Length > 1 ? value[..^1] : value;
}
