using System.Text;
using LogoutContracts.Mocks.Plans;
using LogoutContracts.Specs.Model;

namespace LogoutContracts.Mocks.Stubs.Planning;

/// <summary>Patterns for the OAuth client of a request.</summary>
internal static class ClientPatterns
{
    /// <summary>
    /// The ways in which a client that the rule matches can authenticate; a single empty one if any client matches, or
    /// none.
    /// </summary>
    /// <param name="isKnownCaller">Whether the caller's session is known; seeded ones belong to the first client.</param>
    public static IEnumerable<IReadOnlyList<CarriedPattern>> Of(SessionModel model, StubPlace place, Rule rule, bool isKnownCaller)
    {
        if (!Asks(place) || rule.Clients.Any(client => client is Client.None or Client.Unknown))
            return [[]];
        var accepted = rule.Clients.Contains(Client.Other) ? model.Clients.Skip(1) : isKnownCaller ? model.Clients.Take(1) : model.Clients;
        return accepted.SelectMany(client => place.Operation!.Session.ClientMethods.Select(method => By(method, client)));
    }

    /// <summary>
    /// Whether the variant answers whatever the other variants of the place leave, because stubs cannot express "unknown
    /// client".
    /// </summary>
    public static bool IsRest(PlannedVariant variant) =>
        variant.Variant.Rule.Clients.Any(client => client is Client.None or Client.Unknown);

    private static bool Asks(StubPlace place) =>
        place.Operation is not null && place.Variants.Any(variant => variant.Variant.Rule.Clients.Count > 0);

    private static IReadOnlyList<CarriedPattern> By(ClientMethod method, ClientAccount client) => method switch
    {
        ClientMethod.Basic => [CarriedPatterns.Carry(new(CarrierKind.Header, "Authorization", "Basic ", ""), Encoded(client))],
        ClientMethod.Post => [Field("client_id", client.Id), Field("client_secret", client.Secret)],
        _ => [Field("client_id", client.Id), new(FieldAt("client_secret"), new ValuePattern.Absent(), null)],
    };

    private static string Encoded(ClientAccount client) =>
        Convert.ToBase64String(Encoding.UTF8.GetBytes($"{Uri.EscapeDataString(client.Id)}:{Uri.EscapeDataString(client.Secret)}"));

    private static CarriedPattern Field(string name, string value) => CarriedPatterns.Carry(FieldAt(name), value);

    private static Carrier FieldAt(string name) => new(CarrierKind.Body, $"/{name}", "", "");
}
