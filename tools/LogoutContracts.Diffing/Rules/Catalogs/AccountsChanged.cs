using LogoutContracts.Diffing.Changes;
using LogoutContracts.Diffing.Rules.Kinds;
using LogoutContracts.Specs.Model;

namespace LogoutContracts.Diffing.Rules.Catalogs;

internal sealed class AccountsChanged() : ContractRule(
    "accounts-changed", Audience.Client, ChangeLevel.Warning,
    "A user or OAuth client of the mock is gone, or has another password.",
    "Tests that log in with it are refused.",
    "Keep the account, or change those tests.")
{
    public override IEnumerable<Finding> Find(Contract? old, Contract? @new)
    {
        if (old is null || @new is null)
            yield break;

        // Without accounts, any user is known.
        if (@new.Sessions.Accounts.Count > 0)
        {
            foreach (var user in old.Sessions.Accounts.Where(user => !@new.Sessions.Accounts.Contains(user)))
                yield return new($"The mock no longer knows the user {user.Name} with the same password.", false, $"user {user.Name}");
            if (old.Sessions.Accounts.Count == 0)
                yield return new("The mock accepted every user, and now knows only some.", false, "users");
        }

        foreach (var client in old.Sessions.Clients.Where(client => !@new.Sessions.Clients.Contains(client)))
            yield return new($"The mock no longer knows the OAuth client {client.Id} with the same secret.", false, $"client {client.Id}");
        foreach (var name in old.Sessions.Users.All.Except(@new.Sessions.Users.All, StringComparer.Ordinal))
            yield return new($"The mock no longer knows the common name {name}.", false, $"common name {name}");
    }
}
