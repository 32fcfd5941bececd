using System.Text.Json.Nodes;
using LogoutContracts.Drafting.Reading;

namespace LogoutContracts.Drafting.Writing;

/// <summary>The user's name and password in a login's request.</summary>
/// <param name="User">JSON pointer to the name.</param>
/// <param name="Secret">JSON pointer to the password.</param>
internal sealed record LoginInputs(string User, string Secret)
{
    public const string Password = "correct-horse";

    private static readonly string[] UserWords = ["user", "username", "email", "login", "name", "identifier", "account", "phone", "mail"];

    /// <returns>Null if the request does not have both at its top.</returns>
    public static LoginInputs? Of(ApiOperation login)
    {
        var all = SchemaTree.Properties(login.BodyMedia?.At["schema"])
            .Where(property => property.IsText && property.Pointer.LastIndexOf('/') == 0)
            .ToList();
        var secret = all.Find(property => NameWords.Of(property.Name) is [.., "password" or "passwd" or "pwd" or "pass"]);
        var user = all.Where(property => property != secret).Select(property => (property, Rank: RankOf(property.Name)))
            .Where(ranked => ranked.Rank >= 0).OrderBy(ranked => ranked.Rank).Select(ranked => ranked.property).FirstOrDefault();
        return secret is null || user is null ? null : new(user.Pointer, secret.Pointer);
    }

    /// <summary>The name and the password in an example request; null if it does not have both as strings.</summary>
    public (string User, string Password)? In(JsonNode? body) =>
        body is JsonObject map && TextAt(map, User) is { Length: > 0 } user && TextAt(map, Secret) is { Length: > 0 } password
            ? (user, password) : null;

    private static string? TextAt(JsonObject map, string pointer) =>
        map[Specs.Json.JsonPointer.Unescaped(pointer[1..])] is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;

    private static int RankOf(string name) =>
        NameWords.Of(name) is [.., var last] ? Array.IndexOf(UserWords, last) : -1;
}
