using System.Text.RegularExpressions;
using LogoutContracts.Specs.Model;
using LogoutContracts.Specs.Primitives;

namespace LogoutContracts.Mocks.Stubs.Planning;

/// <summary>A pattern on the value at a place where a request carries a credential or an id.</summary>
/// <param name="Value">The whole value; null if it must be absent.</param>
internal sealed record CarriedPattern(Carrier At, ValuePattern Pattern, string? Value);

/// <summary>Patterns for requests with and without credentials.</summary>
internal static class CarriedPatterns
{
    /// <summary>All ways to show a session's values: every combination of what can be shown and where.</summary>
    public static IEnumerable<IReadOnlyList<CarriedPattern>> Of(
        SessionModel model, ValueList<ShownValue> shown, Func<string, string> valueOf)
    {
        IEnumerable<IReadOnlyList<CarriedPattern>> ways = [[]];
        foreach (var value in shown)
            ways = ways.SelectMany(way => Of(model, value, valueOf).Select(carried => (IReadOnlyList<CarriedPattern>)[.. way, carried]));
        return ways;
    }

    /// <summary>All ways to show one value.</summary>
    public static IEnumerable<CarriedPattern> Of(SessionModel model, ShownValue shown, Func<string, string> valueOf) =>
        shown.Values.SelectMany(value => shown.Places.Select(place => Carry(place, valueOf(model.ValueNames[value]))));

    /// <summary>Requests that show none of these values; null if no pattern can say so.</summary>
    public static IReadOnlyList<CarriedPattern>? Without(IEnumerable<ShownValue> shown)
    {
        var places = shown.SelectMany(value => value.Places).ToList();

        // A path always has its segments, and only WireMock knows absent query parameters.
        if (places.Exists(place => place.Kind is CarrierKind.Path or CarrierKind.Query))
            return null;
        return [.. places.Select(place => place.Kind == CarrierKind.Cookie ? Carrier.Of("Cookie") : place with { Prefix = "", Suffix = "" })
            .DistinctBy(place => (place.Kind, place.Name.ToUpperInvariant()))
            .Select(place => new CarriedPattern(place, new ValuePattern.Absent(), null))];
    }

    public static CarriedPattern Carry(Carrier carrier, string value)
    {
        var text = carrier.Prefix + value + carrier.Suffix;
        ValuePattern pattern = carrier.IsSetCookie ? new ValuePattern.Matches($"^{Regex.Escape(text)}(;|$)") : new ValuePattern.Exact(text);
        return new(carrier, pattern, text);
    }
}
