using LogoutContracts.Drafting.Choosing;
using LogoutContracts.Drafting.Detection;
using LogoutContracts.Drafting.Reading;

namespace LogoutContracts.Drafting.Writing;

/// <summary>The credentials of the contract, including those that only the logout reads, in its body.</summary>
/// <param name="Reads">Where the logout reads credentials, by name; empty if it reads the carriers.</param>
internal sealed record ShownCredentials(
    IReadOnlyList<DraftCredential> Credentials, IReadOnlyDictionary<string, string> Reads, IReadOnlyList<string> Doubts)
{
    public static ShownCredentials Of(DraftFinding finding)
    {
        var (carried, login) = (finding.Credentials, finding.Login);
        if (finding.Observed is { } observed)
        {
            var read = observed.Read(finding.Logout);
            var reads = carried.Where(credential => string.Equals(credential.Opened?.From, read?.Opened, StringComparison.Ordinal))
                .ToDictionary(credential => credential.Name, _ => read!.From, StringComparer.Ordinal);
            return new(carried, read is null ? [] : reads, [.. TargetDoubts(finding.Logout)]);
        }

        var opened = login is null ? [] : OpenedValues.In(login).Where(value => value.IsInBody).ToList();
        foreach (var property in SchemaTree.Properties(finding.Logout.BodyMedia?.At["schema"]).Where(property => property.IsText))
        {
            var from = $"$request.body#{property.Pointer}";
            if (opened.Find(value => IsSame(value.Name, property.Name)) is { } value)
            {
                var known = carried.FirstOrDefault(credential =>
                    string.Equals(credential.Opened?.From, value.From, StringComparison.Ordinal));
                var credential = known ?? new DraftCredential(Named(value.Name, carried), [], value, finding.Logout.At.Pointer);
                var doubt = known is not null
                    ? $"Does the logout read '{credential.Name}' in its body alone, or also where other requests carry it?"
                    : $"Does the logout end only '{credential.Name}', or also the other credentials of the session, as the draft says?";
                return new(known is null ? [.. carried, credential] : carried, Reading(credential.Name, from), [doubt]);
            }

            // The name that RFC 7009 gives to the token to revoke.
            if (property.Name is "token" && carried.Count == 1)
            {
                return new(
                    carried, Reading(carried[0].Name, from),
                    [$"Which token does the logout read in its body? The draft says '{carried[0].Name}'."]);
            }
        }

        return new(carried, new Dictionary<string, string>(StringComparer.Ordinal), [.. TargetDoubts(finding.Logout)]);
    }

    private static IEnumerable<string> TargetDoubts(ApiOperation logout)
    {
        var inBody = SchemaTree.Properties(logout.BodyMedia?.At["schema"]).Where(property => property.IsText)
            .Select(property => property.Name);
        return inBody.Concat(logout.PathParameters).Where(name => NameWords.Of(name) is [.., "id"] and not ["client", "id"]).Take(1)
            .Select(name =>
            $"Does '{name}' in the request name the session that the logout ends? The draft says that it ends the caller's.");
    }

    /// <summary>The states in which a caller has no live session.</summary>
    /// <param name="reads">Whether the operation reads credentials as <see cref="Reads"/> says.</param>
    public IReadOnlyList<string> DeadCallers(bool reads) => (reads && Reads.Count > 0 ? Reads.Count : Credentials.Count(IsCarried)) > 1
        ? ["absent", "partial", "unknown", "ended"] : ["absent", "unknown", "ended"];

    private static bool IsCarried(DraftCredential credential) => credential.Carriers.Count > 0;

    private static Dictionary<string, string> Reading(string name, string from) => new(StringComparer.Ordinal) { [name] = from };

    private static bool IsSame(string one, string other) =>
        string.Equals(string.Concat(NameWords.Of(one)), string.Concat(NameWords.Of(other)), StringComparison.Ordinal);

    private static string Named(string name, IReadOnlyList<DraftCredential> others)
    {
        var words = NameWords.Of(name);
        var camel = string.Concat(words.Select((word, i) => i == 0 ? word : $"{char.ToUpperInvariant(word[0])}{word[1..]}"));
        return others.Any(other => string.Equals(other.Name, camel, StringComparison.Ordinal)) ? $"{camel}InBody" : camel;
    }
}
