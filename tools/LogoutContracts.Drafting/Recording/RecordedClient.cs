using System.Text.Json.Nodes;

namespace LogoutContracts.Drafting.Recording;

/// <summary>The OAuth client that sends requests in a recording, and a placeholder for it.</summary>
internal static class RecordedClient
{
    private const string Id = "client_id";
    private const string Secret = "client_secret";

    /// <summary>The fields of a form that authenticate a client.</summary>
    public static IReadOnlyList<string> Fields { get; } = [Id, Secret];

    /// <summary>What the contract says about clients. The recorded id and secret are not in it.</summary>
    public static JsonObject Placeholder => new() { ["client"] = new JsonObject { ["secret"] = "example-client-secret" } };

    /// <summary>Whether a request asks for tokens, as OAuth clients do.</summary>
    public static bool AsksForTokens(Exchange exchange) => exchange.SentJson is JsonObject form && form.ContainsKey("grant_type");

    /// <summary>How the client authenticates in a request to an OAuth server; null if it does not.</summary>
    public static string? MethodOf(Exchange exchange)
    {
        if (exchange.RequestHeaders.Any(header => header.Name.Equals("Authorization", StringComparison.OrdinalIgnoreCase)
            && header.Text.StartsWith("Basic ", StringComparison.OrdinalIgnoreCase)))
            return "client_secret_basic";
        return exchange.SentJson is not JsonObject form || !form.ContainsKey(Id) ? null
            : form.ContainsKey(Secret) ? "client_secret_post" : "none";
    }
}
