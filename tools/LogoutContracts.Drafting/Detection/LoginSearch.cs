using LogoutContracts.Drafting.Reading;

namespace LogoutContracts.Drafting.Detection;

/// <summary>Finds operations that open a session.</summary>
internal static class LoginSearch
{
    private const int Least = 5;

    private static readonly string[] Verbs = ["login", "logon", "signin", "authenticate", "authorize"];

    private static readonly string[] Others =
    [
        "logout", "logoff", "signout", "refresh", "register", "signup", "forgot", "reset", "forget", "change", "revoke", "introspect",
        "verify", "invite", "confirm", "activate", "delete", "validate", "otp", "totp", "mfa", "tfa", "captcha", "status", "methods",
            "flows",
    ];

    public static IReadOnlyList<Candidate> In(ApiDocument document) =>
        Candidate.Best(document.Operations.Select(operation => Rated(document, operation)), Least);

    private static Candidate Rated(ApiDocument document, ApiOperation operation)
    {
        var rated = new Scoring(operation);
        var (id, last) = (NameWords.Of(operation.Id), operation.LastWords);
        rated.Add(5, last.Intersect(Verbs, StringComparer.Ordinal).Any(), "the path says login");
        rated.Add(4, id.Intersect(Verbs, StringComparer.Ordinal).Any(), "the operation id says login");
        rated.Add(2, NameWords.Of(operation.At.Text("summary")).Intersect(Verbs, StringComparer.Ordinal).Any(), "the summary says login");
        rated.Add(
            3, operation.Method is "POST"
                && last.Intersect(["session", "sessions", "token", "tokens", "auth"], StringComparer.Ordinal).Any(),
            "it creates a session or token");
        rated.Add(3, HasPassword(operation), "the request has a password");
        rated.Add(2, OpenedValues.In(operation).Any(), "the answer has a token or a cookie");
        rated.Add(1, operation.Method is "POST", "a method that changes something");
        rated.Add(1, document.SecurityOf(operation) is { Count: 0 }, "anyone may call it");
        rated.Add(-4, (id.Count > 0 ? id.Concat(last) : operation.NameWords).Intersect(Others, StringComparer.Ordinal).Any(),
            "its name speaks of something else");
        rated.Add(-4, operation.Method is not ("POST" or "PUT" or "GET"), "its method opens nothing");
        rated.Add(-1, operation.PathParameters.Any(), "its path has parameters");
        rated.Add(-2, operation.At.Flag("deprecated"), "it is deprecated");
        return rated.Candidate;
    }

    private static bool HasPassword(ApiOperation operation) => operation.BodyMedia is { At: var media }
        && SchemaTree.Properties(media["schema"]).Any(property => NameWords.Of(property.Name) is [.., "password" or "passwd" or "pwd"]);
}
