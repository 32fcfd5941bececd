using LogoutContracts.Diffing.Changes;
using LogoutContracts.Diffing.Pairing;
using LogoutContracts.Diffing.Rules.Kinds;
using LogoutContracts.Specs.Tokens;

namespace LogoutContracts.Diffing.Rules.Requests;

internal sealed class FormatChanged() : ModelRule(
    "format-changed", Audience.Client, ChangeLevel.Note,
    "A credential, id or other value has another format.",
    "Clients that store or check the value may not expect it.",
    "See whether clients have a limit on its length or characters.")
{
    public override IEnumerable<Finding> Find(ContractPair pair)
    {
        var (old, @new) = (pair.Old.Contract.Sessions, pair.New.Contract.Sessions);
        foreach (var name in @new.ValueNames.Concat(@new.Values.Select(value => value.Name)))
        {
            var (before, after) = (old.FormatOf(pair.Names.InOld(name)), @new.FormatOf(name));
            if (before is not null && after is not null && !Same(before, after))
                yield return new($"The format of {name} was {before}, and is now {after}.", false, $"format of {Name(pair, name)}");
        }
    }

    private static bool Same(CredentialFormat one, CredentialFormat other) =>
        string.Equals(one.ToString(), other.ToString(), StringComparison.Ordinal);

    private static string Name(ContractPair pair, string name) =>
        pair.Names.Credentials.FirstOrDefault(each => string.Equals(each.New.Name, name, StringComparison.Ordinal)).New is { } credential
            ? Places.Of(credential) : name;
}
