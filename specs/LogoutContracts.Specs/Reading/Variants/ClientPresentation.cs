using System.Text;
using LogoutContracts.Specs.Json;
using LogoutContracts.Specs.Model;

namespace LogoutContracts.Specs.Reading.Variants;

/// <summary>Puts the authentication of an OAuth client into an example request.</summary>
internal static class ClientPresentation
{
    private const string WrongSecret = "wrong";

    /// <param name="which">The client, as seen from the session of the caller, which belongs to the first client.</param>
    public static void Present(this RequestDraft draft, SessionModel sessions, SessionUse use, Client which)
    {
        if (which == Client.None || use.ClientMethods is not [var method, ..] || sessions.Clients is not [var own, ..])
            return;
        var shown = which switch
        {
            Client.Other => sessions.Clients[^1],
            Client.Unknown => own with { Secret = WrongSecret },
            _ => own,
        };
        if (method == ClientMethod.Basic)
        {
            draft.Present(new Carrier(CarrierKind.Header, "Authorization", "", ""), Basic(shown));
            return;
        }

        draft.Present(Field("client_id"), shown.Id);
        if (method == ClientMethod.Post)
            draft.Present(Field("client_secret"), shown.Secret);
    }

    // RFC 6749, section 2.3.1: both are encoded like form fields first.
    private static string Basic(ClientAccount client) =>
        "Basic " + Convert.ToBase64String(
            Encoding.UTF8.GetBytes($"{Uri.EscapeDataString(client.Id)}:{Uri.EscapeDataString(client.Secret)}"));

    private static Carrier Field(string name) => new(CarrierKind.Body, $"/{JsonPointer.Escaped(name)}", "", "");
}
