using System.Security.Cryptography;
using System.Text;
using LogoutContracts.Diffing.Pairing;
using LogoutContracts.Mocks.Matching;
using LogoutContracts.Mocks.Plans;
using LogoutContracts.Specs.Model;
using LogoutContracts.Specs.Primitives;

namespace LogoutContracts.Diffing.Witnesses;

/// <summary>Gives both versions of a contract the same sessions, so that one request means the same to both.</summary>
internal static class SessionTransfer
{
    /// <param name="isOfOld">Whether the sessions have the names of the old contract.</param>
    public static (ValueList<KnownSession> Old, ValueList<KnownSession> New) Both(
        ContractPair contracts, ValueList<KnownSession> sessions, bool isOfOld)
    {
        Func<string, string> toOld = isOfOld ? static name => name : contracts.Names.InOld;
        Func<string, string> toNew = isOfOld ? contracts.Names.InNew : static name => name;
        return (In(contracts.Old, sessions, toOld), In(contracts.New, sessions, toNew));
    }

    private static ValueList<KnownSession> In(MockPlan plan, ValueList<KnownSession> sessions, Func<string, string> nameOf)
    {
        var model = plan.Contract.Sessions;
        return sessions.Select((session, i) =>
        {
            var values = session.Values.ToDictionary(value => nameOf(value.Name), value => value.Value, StringComparer.Ordinal);
            return session with
            {
                Kind = model.Kinds.Count == 0 ? null : session.Kind is { } kind && model.Kinds.Contains(kind, StringComparer.Ordinal)
                    ? kind : model.DefaultKind,
                Values = model.ValueNames.Select(name => new SeededValue(name, values.GetValueOrDefault(name) ?? Made(model, name, i)))
                    .ToValueList(),
            };
        }).ToValueList();
    }

    /// <summary>A value that the other contract does not have.</summary>
    private static string Made(SessionModel model, string name, int session) =>
        model.FormatOf(name)!.Generate(SHA256.HashData(Encoding.UTF8.GetBytes($"witness {session} {name}")));
}
