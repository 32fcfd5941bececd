using LogoutContracts.Diffing.Changes;
using LogoutContracts.Diffing.Pairing;
using LogoutContracts.Diffing.Rules.Kinds;
using LogoutContracts.Specs.Model;

namespace LogoutContracts.Diffing.Rules.Sessions;

internal sealed class OutputMoved() : OperationRule(
    "output-moved", Audience.Client, ChangeLevel.Error,
    "An answer returns a value of the session somewhere else.",
    "Clients look for it in the old place.",
    "Return it in both places for a while, or release the change as a new version.")
{
    public override IEnumerable<Finding> Find(OperationPair pair, ValueNames names)
    {
        if (pair is not { Old: { Operation: not null } old, New: { Operation: not null } @new })
            yield break;
        foreach (var name in Openings(old).Select(opening => names.InNew(opening.Name)).Distinct(StringComparer.Ordinal))
        {
            var before = PlacesOf(old, names.InOld(name));
            var after = PlacesOf(@new, name);
            if (after.Count > 0 && before.Except(after, StringComparer.Ordinal).ToList() is { Count: > 0 } lost)
            {
                yield return new(
                    $"The {name} was in {string.Join(" and ", lost)}, and is now in {string.Join(" and ", after)}.", false,
                    $"{string.Join(", ", lost)} → {string.Join(", ", after)}");
            }
        }

        if (old.Use.OpensKind is { } kind && @new.Sessions.Kinds.Contains(kind, StringComparer.Ordinal)
            && !string.Equals(kind, @new.Use.OpensKind, StringComparison.Ordinal))
            yield return new($"It opened {kind} sessions, and now opens {@new.Use.OpensKind ?? "others"}.", false, $"opens {kind}");
    }

    private static IEnumerable<Opening> Openings(OperationSide side) => side.Use.Opens.Concat(side.Use.Renews).Concat(side.Use.Gives);

    private static List<string> PlacesOf(OperationSide side, string name) => [.. Openings(side)
        .Where(opening => string.Equals(opening.Name, name, StringComparison.Ordinal)).Select(opening => opening.From switch
        {
            Locator.ResponseBody body => $"body {body.Pointer}",
            Locator.ResponseCookie cookie => $"cookie {cookie.Name}",
            Locator.ResponseHeader header => $"header {header.Name}",
            _ => "the request",
        }).Distinct(StringComparer.Ordinal)];
}
