using LogoutContracts.Specs.Primitives;
using LogoutContracts.Specs.Tokens;

namespace LogoutContracts.Specs.Model;

/// <summary>How sessions work at this vendor.</summary>
/// <param name="Credentials">A request needs all of those with carriers to authenticate.</param>
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

    /// <summary>The OAuth clients that can authenticate; seeded sessions belong to the first. Empty if the contract has none.</summary>
    public ValueList<ClientAccount> Clients { get; init; } = [];

    /// <summary>Whether a request can give a session new values.</summary>
    public bool Renews { get; init; }

    /// <summary>Whether sessions have more than one state: their values differ in it, or they belong to a client.</summary>
    public bool TellsValuesApart => Renews || Clients.Count > 0
        || Credentials.Any(credential => credential.Carriers.Count == 0 || credential.Lifetime is not null);

    /// <summary>After this time every session, or every value with a lifetime, has expired; null if none does.</summary>
    public TimeSpan? LongestLife => Credentials.Select(credential => credential.Lifetime).Append(IdleTimeout).Max();

    /// <summary>The sessions as a release opens them: the format of a credential can depend on the release.</summary>
    public SessionModel In(string? release) => Credentials.Any(credential => credential.Jwt is { Releases.Count: > 0 })
        ? this with { Credentials = Credentials.Select(credential => credential.In(release)).ToValueList() } : this;

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

    /// <summary>
    /// The index of the credential that identifies a session: the first one that is unique per session, preferably with a carrier.
    /// </summary>
    public int Key { get; init; } = KeyOf(Credentials);

    /// <summary>What a request shows unless its operation says otherwise: every credential that has carriers.</summary>
    public ValueList<ShownValue> Carried { get; } = Credentials.Select((credential, i) => new ShownValue([i], credential.Carriers))
        .Where(shown => shown.Places.Count > 0).ToValueList();

    /// <summary>What an operation reads to find its caller.</summary>
    /// <param name="use">Null for a method that the path does not declare.</param>
    public ValueList<ShownValue> CallerOf(SessionUse? use) => use?.Caller ?? Carried;

    private static int KeyOf(ValueList<Credential> credentials)
    {
        var all = credentials.ToList();
        var key = all.FindIndex(credential => credential is { IsPerUser: false, Carriers.Count: > 0 });
        return Math.Max(0, key >= 0 ? key : all.FindIndex(credential => !credential.IsPerUser));
    }

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

    /// <summary>The claims of a credential that is a JSON Web Token in this release; null for other values.</summary>
    public JwtFormat? JwtOf(string name) =>
        IndexOf(name) is >= 0 and var place && place < Credentials.Count && Credentials[place].IsJwt ? Credentials[place].Jwt : null;

    /// <summary>
    /// The possible states of an operation's caller. <see cref="CallerStates.Partial"/> requires several values, <see
    /// cref="CallerStates.Expired"/> a timeout; a value in the path is never absent.
    /// </summary>
    public CallerStates PossibleCallers(SessionUse? use)
    {
        var shown = CallerOf(use);
        var isAlwaysThere = shown.Any(value => value.IsAt(CarrierKind.Path));
        return CallerStates.Any & ~(shown.Count > 1 ? 0 : CallerStates.Partial) & ~(CanExpire(shown) ? 0 : CallerStates.Expired)
            & ~(isAlwaysThere ? CallerStates.Absent : 0) & ~(Renews ? 0 : CallerStates.Superseded);
    }

    /// <summary>
    /// The possible states of a target. <see cref="TargetStates.OwnExpired"/> requires a timeout; a value in the path is never absent.
    /// </summary>
    public TargetStates PossibleTargets(ShownValue target) => TargetStates.Any & ~(CanExpire([target]) ? 0 : TargetStates.OwnExpired)
        & ~(target.IsAt(CarrierKind.Path) ? TargetStates.Absent : 0) & ~(Renews ? 0 : TargetStates.OwnSuperseded);

    private bool CanExpire(IEnumerable<ShownValue> shown) => IdleTimeout is not null
        || shown.SelectMany(value => value.Values).Any(value => value < Credentials.Count && Credentials[value].Lifetime is not null);
}

/// <summary>What a request carries to authenticate.</summary>
/// <param name="IsPerUser">Whether all sessions of a user share the value; otherwise each session has its own.</param>
/// <param name="Carriers">The alternatives; examples use the first one. Empty if only some operations read the credential.</param>
public sealed record Credential(string Name, bool IsPerUser, CredentialFormat Format, ValueList<Carrier> Carriers)
{
    /// <summary>The source for the carriers; null if the contract does not say, so that they are taken from its document.</summary>
    public BasisPart? CarriersBasis { get; init; }

    /// <summary>How long a value is valid after it was issued; null if the contract does not say.</summary>
    public TimeSpan? Lifetime { get; init; }

    /// <summary>The source for the lifetime; null if it is an assumption or there is no lifetime.</summary>
    public BasisPart? LifetimeBasis { get; init; }

    /// <summary>Its claims and keys, if at least one release issues it as a JSON Web Token; otherwise null.</summary>
    public JwtFormat? Jwt { get; init; }

    /// <summary>Whether it is a JSON Web Token in the release that the model is for.</summary>
    public bool IsJwt { get; init; }

    /// <summary>The credential as a release issues it.</summary>
    internal Credential In(string? release) => Jwt is not { } jwt ? this
        : this with { IsJwt = jwt.HoldsIn(release), Format = jwt.HoldsIn(release) ? JwtFormat.Shape : jwt.Otherwise ?? Format };

    /// <summary>The operation that tells whether this credential is live; null if the session's own does, or none.</summary>
    public Probe? Probe { get; init; }
}

/// <summary>A generated value, and its format.</summary>
public sealed record NamedFormat(string Name, CredentialFormat Format);

/// <summary>The operation that tells whether a credential is still live, and the two variants that it answers with.</summary>
public sealed record Probe(string Operation, string Live, string Dead);

/// <summary>A user who can log in with a password.</summary>
public sealed record UserAccount(string Name, string Password);

/// <summary>An OAuth client that can authenticate.</summary>
public sealed record ClientAccount(string Id, string Secret);
