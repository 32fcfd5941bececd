using System.Text.Json.Nodes;
using LogoutContracts.Specs.Model;

namespace LogoutContracts.Mocks.Requests.Editing;

/// <summary>A request with other credentials, or without.</summary>
public static class PlaceEdit
{
    // A path always has all its segments.
    private const string NoSegment = "-";

    /// <summary>The request with a credential at this place.</summary>
    /// <param name="value">Null for none.</param>
    public static RenderedRequest With(this RenderedRequest request, Carrier place, string? value) => place.Kind switch
    {
        CarrierKind.Header => request.WithHeader(place.Name, value is null ? null : $"{place.Prefix}{value}{place.Suffix}"),
        CarrierKind.Cookie => request.WithCookie(place.Name, value),
        CarrierKind.Query => request.WithQuery(place.Name, value),
        CarrierKind.Path => request.WithSegment(place.Segment, value ?? NoSegment),
        _ => value is null ? request.WithoutBodyValue(place.Name) : request.WithBodyValue(place.Name, JsonValue.Create(value)),
    };

    /// <summary>The request with this value at the place that has one, or else at the first place; and at no other.</summary>
    /// <param name="value">Null for none.</param>
    public static RenderedRequest With(this RenderedRequest request, ShownValue shown, string? value)
    {
        var at = shown.Places.FirstOrDefault(place => request.Has(place)) ?? shown.Places[0];
        return shown.Places.Aggregate(request, (changed, place) => changed.With(place, ReferenceEquals(place, at) ? value : null));
    }

    /// <summary>The request without any of these values.</summary>
    public static RenderedRequest Without(this RenderedRequest request, IEnumerable<ShownValue> shown) =>
        shown.SelectMany(value => value.Places).Aggregate(request, (without, place) => without.With(place, null));

    /// <summary>Whether there is something at this place.</summary>
    public static bool Has(this RenderedRequest request, Carrier place) => place.Kind switch
    {
        CarrierKind.Header => request.Header(place.Name) is not null,
        CarrierKind.Cookie => request.CookieNames().Contains(place.Name, StringComparer.Ordinal),
        CarrierKind.Query => request.QueryNames().Contains(place.Name, StringComparer.Ordinal),
        CarrierKind.Path => true,
        _ => request.BodyValue(place.Name) is not null,
    };
}
