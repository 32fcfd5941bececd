using LogoutContracts.Specs.Model;
using LogoutContracts.Specs.Primitives;
using LogoutContracts.Specs.Reading.Documents;

namespace LogoutContracts.Specs.Reading.Contracts;

/// <summary>Reads <c>x-contract.users</c>.</summary>
internal static class AccountReader
{
    public static ValueList<UserAccount> Read(Fields? users, SpecDocument document)
    {
        var accounts = new List<UserAccount>();
        foreach (var entry in users?.Map.Entries ?? [])
        {
            if (document.FieldsOf(entry.Value, $"user '{entry.Key}'") is not { } fields)
                continue;
            accounts.Add(new(entry.Key, fields.Text("password") ?? ""));
            fields.RejectOthers();
        }

        return accounts.ToValueList();
    }

    /// <summary>Reads <c>x-contract.clients</c>.</summary>
    public static ValueList<ClientAccount> ReadClients(Fields? clients, SpecDocument document)
    {
        var accounts = new List<ClientAccount>();
        foreach (var entry in clients?.Map.Entries ?? [])
        {
            if (document.FieldsOf(entry.Value, $"client '{entry.Key}'") is not { } fields)
                continue;
            accounts.Add(new(entry.Key, fields.Text("secret") ?? ""));
            fields.RejectOthers();
        }

        return accounts.ToValueList();
    }

    /// <summary>Reports users that make no difference, because every login succeeds.</summary>
    public static void Check(SpecDocument document, Fields contract, ValueList<PathItem> paths)
    {
        if (contract.Map["users"] is null)
            return;
        var variants = paths.SelectMany(path => path.Operations).SelectMany(operation => operation.Variants);
        if (variants.All(variant => variant.Rule.IsUserKnown is null))
            document.Problems.UnusedUsers(contract.PositionOf("users"));
    }
}
