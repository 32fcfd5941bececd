using System.Text;
using System.Text.Json;
using LogoutContracts.Mocks.Requests;
using LogoutContracts.Specs.Model;

namespace LogoutContracts.Mocks.Matching;

/// <summary>Finds the OAuth client of a request. Pure.</summary>
public static class ClientCheck
{
    private const string Basic = "Basic ";

    /// <param name="owner">The client that opened the caller's session; null if the session is unknown.</param>
    /// <param name="client">Null unless the request authenticates a known client.</param>
    public static Client Of<TRequest>(
        SessionModel model, SessionUse use, in TRequest request, JsonElement? body, string? owner, out ClientAccount? client)
        where TRequest : IRequest, allows ref struct
    {
        client = null;
        if (Read(use, request, body) is not var (id, secret))
            return Client.None;
        foreach (var account in model.Clients.AsSpan())
        {
            if (string.Equals(account.Id, id, StringComparison.Ordinal)
                && (secret is null || string.Equals(account.Secret, secret, StringComparison.Ordinal)))
                client = account;
        }

        if (client is null)
            return Client.Unknown;
        return owner is null || string.Equals(owner, client.Id, StringComparison.Ordinal) ? Client.Own : Client.Other;
    }

    /// <summary>Id and secret in the first way that the request uses; a public client has no secret.</summary>
    private static (string Id, string? Secret)? Read<TRequest>(SessionUse use, in TRequest request, JsonElement? body)
        where TRequest : IRequest, allows ref struct
    {
        foreach (var method in use.ClientMethods.AsSpan())
        {
            if (method == ClientMethod.Basic)
            {
                if (request.TryGetHeader("Authorization", out var header) && header.StartsWith(Basic, StringComparison.OrdinalIgnoreCase))
                    return OfBasic(header[Basic.Length..].Trim());
            }
            else if (Field(body, "client_id") is { } id && Field(body, "client_secret") is var secret
                && secret is null == (method == ClientMethod.Public))
            {
                return (id, secret);
            }
        }

        return null;
    }

    private static (string Id, string? Secret) OfBasic(ReadOnlySpan<char> encoded)
    {
        var bytes = new byte[encoded.Length];
        if (!Convert.TryFromBase64Chars(encoded, bytes, out var length)
            || Encoding.UTF8.GetString(bytes, 0, length).Split(':', 2) is not [var id, var secret])
            return ("", "");

        // RFC 6749, section 2.3.1: both are encoded like form fields.
        return (Decoded(id), Decoded(secret));
    }

    private static string Decoded(string text) => Uri.UnescapeDataString(text.Replace('+', ' '));

    private static string? Field(JsonElement? body, string name) =>
        body is { ValueKind: JsonValueKind.Object } json && json.TryGetProperty(name, out var value)
            && value.ValueKind == JsonValueKind.String
            ? value.GetString() : null;
}
