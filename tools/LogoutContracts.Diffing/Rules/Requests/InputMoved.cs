using LogoutContracts.Diffing.Changes;
using LogoutContracts.Diffing.Pairing;
using LogoutContracts.Diffing.Rules.Kinds;
using LogoutContracts.Specs.Model;

namespace LogoutContracts.Diffing.Rules.Requests;

internal sealed class InputMoved() : OperationRule(
    "input-moved", Audience.Client, ChangeLevel.Error,
    "An operation reads a value somewhere else.",
    "Clients send it in the old place.",
    "Read both places for a while, or release the change as a new version.")
{
    public override IEnumerable<Finding> Find(OperationPair pair, ValueNames names)
    {
        if (pair is not { Old: { Operation: not null } old, New: { Operation: not null } @new })
            yield break;
        var (before, after) = (PlacesOf(old, names.InNew), PlacesOf(@new, static name => name));
        foreach (var (name, from) in before)
        {
            if (after.TryGetValue(name, out var to) && !string.Equals(from, to, StringComparison.Ordinal))
                yield return new($"The {name} was read from {from}, and is now read from {to}.", false, $"{from} → {to}");
        }

        foreach (var method in old.Use.ClientMethods.Except(@new.Use.ClientMethods))
            yield return new($"OAuth clients can no longer authenticate with {method}.", false, $"client by {method}");
    }

    /// <summary>What an operation itself says about places; the carriers of credentials are compared once for all operations.</summary>
    private static Dictionary<string, string> PlacesOf(OperationSide side, Func<string, string> nameOf)
    {
        var places = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var shown in side.Use.Caller ?? [])
            places[$"caller ({Names(shown)})"] = Places.Of(shown);
        if (side.Use.Target is { } target)
            places[$"target ({Names(target)})"] = Places.Of(target);
        if (side.Use.User is { } user)
            places["user name"] = $"body {user.Pointer}";
        if (side.Use.Password is { } password)
            places["password"] = $"body {password.Pointer}";
        return places;

        string Names(ShownValue shown) => string.Join(" or ", shown.Values.Select(value => nameOf(side.Sessions.ValueNames[value])));
    }
}
