using LogoutContracts.Drafting.Reading;
using LogoutContracts.Specs.Tokens;

namespace LogoutContracts.Drafting.Detection;

/// <summary>Finds the credentials of a session: what requests carry, and where the login gives it.</summary>
internal static class CredentialSearch
{
    private const double LeastBits = 64;

    /// <param name="named">Carriers that the user gives, such as <c>header X-Token: {token}</c>; empty to find them.</param>
    public static FoundCredentials Of(
        ApiDocument document, ApiOperation logout, ApiOperation probe, ApiOperation? login, IReadOnlyList<string> named)
    {
        var opened = login is null ? [] : OpenedValues.In(login).ToList();
        if (named.Count > 0)
            return new([.. named.GroupBy(NameIn, StringComparer.Ordinal)
                .Select(carriers => Given(carriers.Key, [.. carriers], opened, login))], []);
        var alternatives = CarrierSearch.Of(document, logout) is { Count: > 0 } ofLogout ? ofLogout : CarrierSearch.Of(document, probe);
        if (alternatives.Count == 0)
            return Assumed(opened);
        var main = alternatives[0].All;
        if (main.Count > 1)
            return new(WithUsers([.. main.Select(carrier => Of(carrier, login, opened, others: []))]), []);
        var others = alternatives.Skip(1)
            .Where(other => other.All is [{ Kind: "query" } only] && opened.Any(value => IsNamed(value, only.Name)));
        var credential = Of(main[0], login, opened, [.. others.Select(other => other.All[0])]);
        IReadOnlyList<string> doubts = main[0].IsPrefixAssumed
            ? ["Does 'Bearer ' precede the token in the header Authorization? The file only names the header."] : [];
        return new([credential], doubts);
    }

    private static DraftCredential Given(string name, List<string> carriers, List<OpenedValue> opened, ApiOperation? login)
    {
        var cookie = carriers.Select(carrier => carrier.StartsWith("cookie ", StringComparison.Ordinal) ? carrier[7..].Split('=')[0] : null)
            .FirstOrDefault(found => found is not null);
        return With(new(name, [.. carriers], cookie is not null ? Cookie(cookie, opened) : Best(name, login, opened), null));
    }

    private static DraftCredential Of(FoundCarrier carrier, ApiOperation? login, List<OpenedValue> opened, List<FoundCarrier> others)
    {
        var value = carrier.Kind is "cookie" ? Cookie(carrier.Name, opened) : Best(carrier.Name, login, opened);
        var name = carrier.Kind is "cookie" ? Identifier(carrier.Name)
            : value is { IsInBody: true } ? Camel(value.Name)
            : carrier.Name.Equals("Authorization", StringComparison.OrdinalIgnoreCase) ? "token" : Camel(carrier.Name);
        return With(new(name, [carrier.Of(name), .. others.Select(other => other.Of(name))], value, carrier.Source));
    }

    private static FoundCredentials Assumed(List<OpenedValue> opened)
    {
        if (opened.FirstOrDefault() is { IsCookie: true, Name.Length: > 0 } cookie)
            return new([With(new(Identifier(cookie.Name), [$"cookie {cookie.Name}={{{Identifier(cookie.Name)}}}"], cookie,
                cookie.At.Pointer))], []);
        var value = opened.Find(found => !found.IsCookie);
        var name = value is { IsInBody: true } ? Camel(value.Name) : "token";
        return new(
            [With(new(name, [$"header Authorization: Bearer {{{name}}}"], value, null))],
            ["Where do requests carry the credential of a session? The draft assumes the header Authorization with Bearer."]);
    }

    /// <summary>Values that are the same for all sessions of a user prove nothing alone.</summary>
    private static List<DraftCredential> WithUsers(List<DraftCredential> credentials)
    {
        var all = credentials.ConvertAll(credential => credential with { IsPerUser = NameWords.Of(credential.Name) is [.., "user", "id"] });
        return all.TrueForAll(credential => credential.IsPerUser) ? credentials : all;
    }

    private static DraftCredential With(DraftCredential credential) => credential with { Format = FormatOf(credential.Opened) };

    private static string FormatOf(OpenedValue? opened)
    {
        if (opened?.At.Text("format") is "uuid")
            return "[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}";
        return opened?.At.Text("pattern") is { } pattern
            && CredentialFormat.TryParse(pattern.TrimStart('^').TrimEnd('$'), out var format, out _) && format.Bits >= LeastBits
            ? format.Pattern : DraftCredential.DefaultFormat;
    }

    private static OpenedValue? Cookie(string name, List<OpenedValue> opened) =>
        opened.Find(value => value.IsCookie
            && (value.Name.Length == 0 || string.Equals(value.Name, name, StringComparison.Ordinal))) is { } found
            ? found with { Name = name, From = $"$response.cookie.{name}" } : null;

    /// <summary>The value whose name is most like that of the carrier; for a general name the most likely one.</summary>
    private static OpenedValue? Best(string carrier, ApiOperation? login, List<OpenedValue> opened)
    {
        var words = NameWords.Of(carrier).Where(word => word is not "x").ToList();
        var joined = string.Concat(words);
        var inAnswer = opened.Where(value => !value.IsCookie).ToList();
        var same = inAnswer.Concat(login is null ? [] : OpenedValues.Texts(login))
            .FirstOrDefault(value => IsNamed(value, joined));
        return same ?? (words is [.., "id"] ? null : inAnswer.FirstOrDefault());
    }

    private static bool IsNamed(OpenedValue value, string name) =>
        string.Equals(string.Concat(NameWords.Of(value.Name)), string.Concat(NameWords.Of(name)), StringComparison.Ordinal);

    /// <summary>The name in the placeholder of a carrier.</summary>
    private static string NameIn(string carrier) =>
        carrier.Split('{', 2) is [_, var rest] && rest.Contains('}', StringComparison.Ordinal) ? rest.Split('}')[0] : "token";

    private static string Camel(string name)
    {
        var words = NameWords.Of(name).Where(word => word is not "x").ToList();
        return Identifier(string.Concat(words.Select((word, i) => i == 0 ? word : $"{char.ToUpperInvariant(word[0])}{word[1..]}")));
    }

    /// <summary>The name with only the characters that placeholders allow.</summary>
    private static string Identifier(string name)
    {
        var allowed = string.Concat(name.Where(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '-'));
        return allowed.Length > 0 && char.IsAsciiLetter(allowed[0]) ? allowed : $"token{allowed}";
    }
}

/// <param name="Doubts">Questions about what is assumed.</param>
internal sealed record FoundCredentials(IReadOnlyList<DraftCredential> All, IReadOnlyList<string> Doubts);
