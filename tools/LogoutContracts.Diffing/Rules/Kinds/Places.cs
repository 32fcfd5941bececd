using LogoutContracts.Specs.Model;

namespace LogoutContracts.Diffing.Rules.Kinds;

/// <summary>Where requests carry credentials, in words.</summary>
internal static class Places
{
    /// <summary>The carrier with the text around the credential, such as <c>header Authorization: Bearer …</c>.</summary>
    public static string Of(Carrier carrier) =>
        carrier.Prefix.Length + carrier.Suffix.Length == 0 ? carrier.ToString() : $"{carrier}: {carrier.Prefix}…{carrier.Suffix}";

    /// <summary>All carriers; for a credential without any, its name.</summary>
    public static string Of(Credential credential) =>
        credential.Carriers.Count == 0 ? credential.Name : string.Join(" or ", credential.Carriers.Select(Of));

    /// <summary>Where an operation reads a value.</summary>
    public static string Of(ShownValue? shown) => shown is null ? "nowhere" : string.Join(" or ", shown.Places.Select(Of));
}
