using LogoutContracts.Specs.Json;
using LogoutContracts.Specs.Model;
using LogoutContracts.Specs.Primitives;
using LogoutContracts.Specs.Reading.Documents;
using LogoutContracts.Specs.Reading.Variants;
using LogoutContracts.Specs.Tokens;
using LogoutContracts.Specs.Yaml;

namespace LogoutContracts.Specs.Reading.Contracts;

/// <summary>Reads the format of a credential that is a JSON Web Token.</summary>
internal static class JwtReader
{
    /// <param name="format">The map with <c>jwt</c> and, if only some releases issue it, <c>otherwise</c>.</param>
    /// <param name="credential">Its name, for messages.</param>
    /// <returns>Null if there is no <c>jwt</c>, which is reported.</returns>
    public static JwtFormat? Read(Fields format, string credential, Releases releases, SpecDocument document)
    {
        if (format.RequiredMap("jwt") is not { } fields)
            return null;
        var keys = fields.Text("keys");
        var type = fields.OptionalText("typ");
        var claims = new List<JwtClaim>();
        foreach (var entry in fields.RequiredMap("claims")?.Map.Entries ?? [])
        {
            if (JwtFormat.OwnClaims.Contains(entry.Key, StringComparer.Ordinal))
                document.Problems.OwnClaim(entry.At, entry.Key, credential);
            var values = document.TextsOf(entry.Value, $"the claim '{entry.Key}'").Select(value => value.Text).ToValueList();
            claims.Add(new(entry.Key, values, entry.Value is ListNode));
        }

        var holdsIn = ReleaseReader.Read(fields, releases, document);
        fields.RejectOthers();
        if (fields.Map["release"] is not null && format.Map["otherwise"] is null)
            document.Problems.Missing(format.At, "otherwise", $"the format of '{credential}', although 'jwt' has 'release'");
        else if (fields.Map["release"] is null && format.Map["otherwise"] is not null)
            document.Problems.Missing(fields.At, "release", $"'jwt' of '{credential}', although the format has 'otherwise'");
        return new(keys ?? "", type ?? JwtFormat.DefaultType, claims.ToValueList(), holdsIn);
    }

    /// <summary>Reports placeholders of claims that have no value, and operations that do not publish the keys.</summary>
    public static void Check(SpecDocument document, SessionModel sessions, bool areOperationsClear, ValueList<PathItem> paths)
    {
        foreach (var credential in sessions.Credentials)
        {
            if (credential.Jwt is not { } jwt)
                continue;
            var at = $"/x-contract/session/credentials/{credential.Name}/format/jwt";
            CheckPlaceholders(document, sessions, jwt, $"{at}/claims");
            if (areOperationsClear && jwt.Keys.Length > 0)
                CheckKeys(document, jwt, PositionOf(document, $"{at}/keys"), paths);
        }
    }

    private static void CheckPlaceholders(SpecDocument document, SessionModel sessions, JwtFormat jwt, string claims)
    {
        var known = sessions.Ids.Select(id => id.Name).Prepend(JwtClaim.User)
            .Concat(sessions.Clients.Count > 0 ? [JwtClaim.Client] : []).ToList();
        foreach (var claim in jwt.Claims)
        {
            foreach (var name in claim.Values.SelectMany(JwtClaim.PlaceholdersIn).Distinct(StringComparer.Ordinal)
                .Where(name => !known.Contains(name, StringComparer.Ordinal)))
            {
                document.Problems.UnknownName(
                    PositionOf(document, $"{claims}/{JsonPointer.Escaped(claim.Name)}"), name,
                    "value for the placeholders of claims", known);
            }
        }
    }

    private static void CheckKeys(SpecDocument document, JwtFormat jwt, Position at, ValueList<PathItem> paths)
    {
        var operations = paths.SelectMany(path => path.Operations).ToList();
        if (operations.Find(operation => string.Equals(operation.Id, jwt.Keys, StringComparison.Ordinal)) is not { } found)
            document.Problems.UnknownName(at, jwt.Keys, "operation of the contract", operations.ConvertAll(operation => operation.Id));
        else if (!found.Variants.Any(Publishes))
            document.Problems.KeysNotPublished(at, jwt.Keys);
    }

    private static bool Publishes(Variant variant) =>
        variant is { Given.Caller: CallerStates.None or CallerStates.Absent, Expect: Expectation.Answer { Body: { } body } }
        && KeyValues.All.All(name => body.Text.Holes.Contains(new(Role.Keys, name)));

    private static Position PositionOf(SpecDocument document, string pointer) => JsonPointer.PositionOf(document.Root, pointer);
}
