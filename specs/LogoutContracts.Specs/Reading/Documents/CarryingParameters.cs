using LogoutContracts.Specs.Model;

namespace LogoutContracts.Specs.Reading.Documents;

/// <summary>The parameters of an operation that carry a credential, and so need no example.</summary>
internal sealed class CarryingParameters
{
    private readonly HashSet<(string In, string Name)> carriers;

    private CarryingParameters(IEnumerable<Carrier> carriers) =>
        this.carriers = [.. carriers.Select(carrier => KeyOf(InOf(carrier.Kind), carrier.Name))];

    public static CarryingParameters None { get; } = new([]);

    public static CarryingParameters Of(SessionModel sessions, SessionUse use) =>
        new(sessions.Credentials.SelectMany(credential => credential.Carriers)
        .Concat(sessions.CallerOf(use).SelectMany(value => value.Places)).Concat(use.Target?.Places ?? []));

    /// <param name="place">path, query, header or cookie.</param>
    public bool Contain(string place, string name) => carriers.Contains(KeyOf(place, name));

    private static string InOf(CarrierKind kind) => kind.ToString().ToLowerInvariant();

    // Names of headers are case-insensitive; those of cookies are compared alike, as they always were.
    private static (string In, string Name) KeyOf(string place, string name) =>
        (place, place is "header" or "cookie" ? name.ToUpperInvariant() : name);
}
