using LogoutContracts.Diffing.Pairing;
using LogoutContracts.Specs.Model;
using LogoutContracts.Specs.Primitives;

namespace LogoutContracts.Diffing.Rules.Requests;

/// <summary>The carriers of a credential that only one of two versions has.</summary>
/// <param name="Credential">Its name in the new contract.</param>
internal sealed record CarrierChange(string Credential, ValueList<Carrier> Removed, ValueList<Carrier> Added)
{
    /// <summary>Whether one carrier replaces another: an author sees that as a new name, not as two changes.</summary>
    public bool IsRename => Removed.Count == 1 && Added.Count == 1;
}

/// <summary>Compares the carriers of credentials. Their order only says which one examples use. Header names are
/// case-insensitive.</summary>
internal static class CarrierChanges
{
    public static IEnumerable<CarrierChange> Of(ContractPair pair) => pair.Names.Credentials
        .Select(credential => new CarrierChange(
            credential.New.Name, Without(credential.Old.Carriers, credential.New.Carriers),
            Without(credential.New.Carriers, credential.Old.Carriers)))
        .Where(change => change.Removed.Count + change.Added.Count > 0);

    private static ValueList<Carrier> Without(ValueList<Carrier> carriers, ValueList<Carrier> others) =>
        carriers.Where(carrier => !others.Any(other => IsSame(carrier, other))).ToValueList();

    private static bool IsSame(Carrier one, Carrier other) => one.Kind == other.Kind
        && string.Equals(
            one.Name, other.Name, one.Kind == CarrierKind.Header ? StringComparison.OrdinalIgnoreCase : StringComparison.Ordinal)
        && string.Equals(one.Prefix, other.Prefix, StringComparison.Ordinal)
            && string.Equals(one.Suffix, other.Suffix, StringComparison.Ordinal);
}
