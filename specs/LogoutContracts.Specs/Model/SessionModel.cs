using LogoutContracts.Specs.Primitives;

namespace LogoutContracts.Specs.Model;

/// <summary>What a session is for this vendor.</summary>
/// <param name="Credentials">All of them together prove a session.</param>
/// <param name="Ids">Name a session and prove nothing.</param>
/// <param name="Values">Anything else that answers hold fresh each time.</param>
/// <param name="Kinds">The first is the default; empty where all sessions are alike.</param>
/// <param name="IdleTimeout">Null where none is stated.</param>
public sealed record SessionModel(
    ValueList<Credential> Credentials, ValueList<NamedFormat> Ids, ValueList<NamedFormat> Values, ValueList<string> Kinds, TimeSpan? IdleTimeout, Probe Probe)
{
    /// <summary>Why the time-out is believed; null: it is assumed, or there is none.</summary>
    public BasisPart? IdleTimeoutBasis { get; init; }

    /// <summary>Whose client certificates open sessions.</summary>
    public CommonNames Users { get; init; } = CommonNames.None;

    /// <summary>Whether a session that was opened with a client certificate is for the user of that certificate only.</summary>
    public bool BindsToCertificate { get; init; }

    /// <summary>What each session has a value of: the credentials, then the ids.</summary>
    public ValueList<string> ValueNames { get; } = Credentials.Select(credential => credential.Name).Concat(Ids.Select(id => id.Name)).ToValueList();

    /// <summary>Place of a name in <see cref="ValueNames"/>; -1 where it is not there.</summary>
    public int IndexOf(string valueName) => ValueNames.AsSpan().IndexOf(valueName);

    /// <summary>Whether the value at this place is the same for all sessions of a user.</summary>
    public bool IsShared(int place) => place < Credentials.Count && Credentials[place].IsPerUser;

    /// <summary>Place, among the credentials, of the one that tells sessions apart: the first that no two sessions share.</summary>
    public int Key { get; } = Math.Max(0, Credentials.ToList().FindIndex(credential => !credential.IsPerUser));

    public string? DefaultKind => Kinds.Count > 0 ? Kinds[0] : null;

    /// <summary>How the values of this name look; null where the contract knows no such name.</summary>
    public CredentialFormat? FormatOf(string name)
    {
        foreach (var credential in Credentials)
        {
            if (string.Equals(credential.Name, name, StringComparison.Ordinal))
                return credential.Format;
        }

        return Ids.Concat(Values).FirstOrDefault(named => string.Equals(named.Name, name, StringComparison.Ordinal))?.Format;
    }

    /// <summary>The states that a request's caller can be in here: half a credential takes two, and nothing expires that has no time-out.</summary>
    public CallerStates PossibleCallers =>
        CallerStates.Any & ~(Credentials.Count > 1 ? 0 : CallerStates.Partial) & ~(IdleTimeout is null ? CallerStates.Expired : 0);

    public TargetStates PossibleTargets => TargetStates.Any & ~(IdleTimeout is null ? TargetStates.OwnExpired : 0);
}

/// <summary>What a request carries to prove a session.</summary>
/// <param name="IsPerUser">The same for all sessions of one user; else each session has its own.</param>
/// <param name="Carriers">Any one of them will do; the first is used in examples.</param>
public sealed record Credential(string Name, bool IsPerUser, CredentialFormat Format, ValueList<Carrier> Carriers);

public sealed record NamedFormat(string Name, CredentialFormat Format);

/// <summary>The operation that tells a live credential from a dead one, and its two variants.</summary>
public sealed record Probe(string Operation, string Live, string Dead);
