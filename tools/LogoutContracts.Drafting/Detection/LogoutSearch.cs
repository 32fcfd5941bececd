using LogoutContracts.Drafting.Reading;

namespace LogoutContracts.Drafting.Detection;

/// <summary>Finds operations that end a session.</summary>
internal static class LogoutSearch
{
    private const int Least = 5;

    private static readonly string[] Verbs = ["logout", "logoff", "signout", "signoff"];
    private static readonly string[] Ending = ["revoke", "revocation", "invalidate", "destroy", "terminate", "end", "delete", "expire"];
    private static readonly string[] Sessions = ["session", "sessions", "token", "tokens", "auth", "authentication", "login"];

    public static IReadOnlyList<Candidate> In(ApiDocument document) => Candidate.Best(document.Operations.Select(Rated), Least);

    private static Candidate Rated(ApiOperation operation)
    {
        var rated = new Scoring(operation);
        var words = operation.NameWords;
        var last = operation.LastWords;
        rated.Add(6, last.Intersect(Verbs, StringComparer.Ordinal).Any(), "the path says logout");
        rated.Add(4, NameWords.Of(operation.Id).Intersect(Verbs, StringComparer.Ordinal).Any(), "the operation id says logout");
        rated.Add(3, NameWords.Of(operation.At.Text("summary")).Intersect(Verbs, StringComparer.Ordinal).Any(), "the summary says logout");
        rated.Add(5, operation.Method is "DELETE"
            && last.Intersect(Sessions, StringComparer.Ordinal).Any(), "it deletes a session or token");
        rated.Add(
            5, words.Intersect(Ending, StringComparer.Ordinal).Any() && words.Intersect(Sessions, StringComparer.Ordinal).Any()
                && operation.Method is not "GET", "the name says that it ends a session or token");
        rated.Add(5, last is ["revoke" or "revocation"], "the path says revoke");
        rated.Add(1, operation.Method is "POST" or "DELETE", "a method that changes something");
        rated.Add(-2, words.Intersect(["all", "others", "other", "everywhere"], StringComparer.Ordinal).Any(), "it ends several sessions");
        rated.Add(-3, operation.PathParameters.Any() && !last.Intersect(Verbs, StringComparer.Ordinal).Any(), "its path names what to end");
        rated.Add(-3, words.Intersect(["admin", "introspect", "refresh", "validate", "list", "callback", "undo"], StringComparer.Ordinal)
            .Any(),
            "its name speaks of something else");
        rated.Add(-2, operation.At.Flag("deprecated"), "it is deprecated");
        return rated.Candidate;
    }
}
