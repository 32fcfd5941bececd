using LogoutContracts.Specs.Primitives;

namespace LogoutContracts.Specs.Model;

/// <summary>How sessions work at this vendor.</summary>
/// <param name="Credentials">A request needs all of them to authenticate.</param>
/// <param name="Ids">Values that identify a session but do not authenticate.</param>
/// <param name="Values">Other values that responses generate anew each time.</param>
/// <param name="Kinds">The kinds of session, default first; empty if there is only one kind.</param>
/// <param name="IdleTimeout">Null if the contract does not state one.</param>
public sealed record SessionModel(
    ValueList<Credential> Credentials, ValueList<NamedFormat> Ids, ValueList<NamedFormat> Values, ValueList<string> Kinds,
    TimeSpan? IdleTimeout, Probe Probe)
{
    /// <summary>The source for the timeout; null if it is an assumption or there is no timeout.</summary>
    public BasisPart? IdleTimeoutBasis { get; init; }

    /// <summary>The users who can log in with a password; empty if every name and password is accepted.</summary>
    public ValueList<UserAccount> Accounts { get; init; } = [];

    /// <summary>The users who can open sessions with a client certificate.</summary>
    public CommonNames Users { get; init; } = CommonNames.None;

    /// <summary>Whether a session that was opened with a client certificate accepts only that certificate's user.</summary>
    public bool BindsToCertificate { get; init; }

    /// <summary>The names of the values that each session has: the credentials, then the ids.</summary>
    public ValueList<string> ValueNames { get; } =
        Credentials.Select(credential => credential.Name).Concat(Ids.Select(id => id.Name)).ToValueList();

    /// <summary>The index of a name in <see cref="ValueNames"/>, or -1.</summary>
    public int IndexOf(string valueName) => ValueNames.AsSpan().IndexOf(valueName);

    /// <summary>Whether the value at this index is the same for all sessions of a user.</summary>
    public bool IsShared(int place) => place < Credentials.Count && Credentials[place].IsPerUser;

    /// <summary>The index of the credential that identifies a session: the first one that is unique per session.</summary>
    public int Key { get; } = Math.Max(0, Credentials.ToList().FindIndex(credential => !credential.IsPerUser));

    /// <summary>The kind of a session if none is given; null if there is only one kind.</summary>
    public string? DefaultKind => Kinds.Count > 0 ? Kinds[0] : null;

    /// <summary>The format of a credential, id or value, or null if the contract does not define that name.</summary>
    public CredentialFormat? FormatOf(string name)
    {
        foreach (var credential in Credentials)
        {
            if (string.Equals(credential.Name, name, StringComparison.Ordinal))
                return credential.Format;
        }

        return Ids.Concat(Values).FirstOrDefault(named => string.Equals(named.Name, name, StringComparison.Ordinal))?.Format;
    }

    /// <summary>
    /// The possible states of a caller. <see cref="CallerStates.Partial"/> requires several credentials, <see cref="CallerStates.Expired"/>
    /// a timeout.
    /// </summary>
    public CallerStates PossibleCallers =>
        CallerStates.Any & ~(Credentials.Count > 1 ? 0 : CallerStates.Partial) & ~(IdleTimeout is null ? CallerStates.Expired : 0);

    /// <summary>The possible states of a target. <see cref="TargetStates.OwnExpired"/> requires a timeout.</summary>
    public TargetStates PossibleTargets => TargetStates.Any & ~(IdleTimeout is null ? TargetStates.OwnExpired : 0);
}

/// <summary>What a request carries to authenticate.</summary>
/// <param name="IsPerUser">Whether all sessions of a user share the value; otherwise each session has its own.</param>
/// <param name="Carriers">The alternatives; examples use the first one.</param>
public sealed record Credential(string Name, bool IsPerUser, CredentialFormat Format, ValueList<Carrier> Carriers);

/// <summary>A generated value, and its format.</summary>
public sealed record NamedFormat(string Name, CredentialFormat Format);

/// <summary>The operation that tells whether a credential is still live, and the two variants that it answers with.</summary>
public sealed record Probe(string Operation, string Live, string Dead);
