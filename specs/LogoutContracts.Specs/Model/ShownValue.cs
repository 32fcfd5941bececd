using LogoutContracts.Specs.Primitives;

namespace LogoutContracts.Specs.Model;

/// <summary>One value that a request shows to prove or name a session.</summary>
/// <param name="Values">
/// What it can be, as indices in <see cref="SessionModel.ValueNames"/>: OAuth's <c>token</c> is an access token or a refresh token.
/// Examples
/// show the first, unless <c>given</c> names another.
/// </param>
/// <param name="Places">Where the request has it: the first place that has a value counts, and examples use the first.</param>
public sealed record ShownValue(ValueList<int> Values, ValueList<Carrier> Places)
{
    public bool IsAt(CarrierKind kind) => Places.Any(place => place.Kind == kind);

    /// <summary>Whether the request can have it nowhere else.</summary>
    public bool IsOnlyAt(CarrierKind kind) => Places.All(place => place.Kind == kind);
}
