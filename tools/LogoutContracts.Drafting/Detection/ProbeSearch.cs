using LogoutContracts.Drafting.Reading;

namespace LogoutContracts.Drafting.Detection;

/// <summary>Finds operations that tell a live session from a dead one.</summary>
internal static class ProbeSearch
{
    private const int Least = 4;

    private static readonly string[] Self =
        ["me", "profile", "userinfo", "whoami", "self", "myself", "account", "current", "my", "identity"];

    public static IReadOnlyList<Candidate> In(ApiDocument document) =>
        Candidate.Best(document.Operations.Where(operation => operation.Method is "GET")
            .Select(operation => Rated(document, operation)), Least);

    private static Candidate Rated(ApiDocument document, ApiOperation operation)
    {
        var rated = new Scoring(operation);
        var (words, last) = (operation.NameWords, operation.LastWords);
        rated.Add(3, document.IsProtected(operation), "it needs a credential");
        rated.Add(2, operation.Responses.Any(response => response.Status is "401" or "403"), "the file says how it refuses");
        rated.Add(
            5, last is ["me" or "self" or "whoami" or "userinfo" or "profile" or "myself"] && NamesAUser(operation),
            "the path says that it shows the user");
        rated.Add(3, words.Intersect(Self, StringComparer.Ordinal).Any(), "its name speaks of the user");
        rated.Add(3, last.Contains("session", StringComparer.Ordinal) || last.Contains("sessioninfo", StringComparer.Ordinal)
            || (words.Contains("session", StringComparer.Ordinal) && words.Any(word => word.StartsWith("valid", StringComparison.Ordinal)
                || word is "alive" or "info" or "check" or "current")), "its name speaks of the session");
        rated.Add(1, operation.Success?.Status is "200", "it answers with 200");
        rated.Add(-9, operation.PathParameters.Any(), "its path has parameters");
        rated.Add(-5, operation.Parameters.Any(parameter => parameter.Flag("required") && !IsCarrier(parameter)), "it needs parameters");
        rated.Add(-9, words.Intersect(["logout", "signout", "logoff", "login", "signin", "callback", "authorize"], StringComparer.Ordinal)
            .Any(),
            "it logs in or out");
        rated.Add(-9, document.SecurityOf(operation) is { } security
            && security.Any(requirement => requirement.Count == 0) && !operation.Responses.Any(response => response.Status is "401"),
            "anyone may call it");
        rated.Add(-2, operation.At.Flag("deprecated"), "it is deprecated");
        return rated.Candidate;
    }

    // "/teams/me" may be about something else, so more of the path counts.
    private static bool NamesAUser(ApiOperation operation) =>
        NameWords.Of(operation.Path).Concat(operation.NameWords).Intersect(
            ["user", "users", "userinfo", "whoami", "me", "profile", "account", "self", "myself"], StringComparer.Ordinal).Any()
        && !operation.NameWords.Intersect(["permissions", "roles", "teams", "avatar", "picture", "settings"], StringComparer.Ordinal).Any();

    private static bool IsCarrier(Place parameter) => parameter.Text("in") is "header" or "cookie";
}
