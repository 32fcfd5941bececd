using System.Security.Cryptography;
using System.Text;
using LogoutContracts.Mocks.Tokens;
using LogoutContracts.Specs.Model;
using LogoutContracts.Specs.Primitives;

namespace LogoutContracts.Mocks.Plans;

/// <summary>
/// The seeded sessions of one variant. They are derived from its names, in the vendor's formats: every mock knows the same ones, and all
/// variants can run concurrently.
/// </summary>
public sealed record SeedSet(ValueList<SeededSession> Sessions, ValueList<SeededValue> Fresh)
{
    /// <summary>
    /// Values of a rate limit for examples: after the first request or, for the variant that refuses, after the last allowed one.
    /// </summary>
    public ValueList<SeededValue> Limit { get; init; } = [];

    /// <summary>The parts of the example request that answers can repeat.</summary>
    public ValueList<SeededValue> Echo { get; init; } = [];

    /// <summary>The session with this role, or null.</summary>
    public SeededSession? Find(Role role) => Sessions.FirstOrDefault(session => session.Role == role);

    /// <summary>The seeded value for a placeholder of the variant's example.</summary>
    /// <exception cref="InvalidOperationException">
    /// The variant has no such session or value. The spec reader rejects specs where this could happen.
    /// </exception>
    public string ValueOf(Hole hole)
    {
        // Header names are case-insensitive, and the example need not have the header.
        if (hole.Role == Role.Request)
            return Echo.FirstOrDefault(part => part.Name.Equals(hole.Name, StringComparison.OrdinalIgnoreCase))?.Value ?? "";
        var values = hole.Role switch
        {
            Role.Fresh => Fresh,
            Role.Limit => Limit,
            Role.Each => Find(Role.Caller)?.Values ?? [],
            Role.Renewed => Find(Role.Caller)?.Renewed ?? [],
            _ => Find(hole.Role)?.Values ?? [],
        };
        return values.FirstOrDefault(value => string.Equals(value.Name, hole.Name, StringComparison.Ordinal))?.Value
            ?? throw new InvalidOperationException($"The variant has no seeded {hole}.");
    }

    /// <summary>Derives the sessions of a variant.</summary>
    public static SeedSet Of(Contract contract, Variant variant, bool isDefault)
    {
        var given = variant.Given;
        var sessions = new List<SeededSession>();
        if ((given.Caller & ~CallerStates.Absent) != 0)
        {
            var state = given.Caller switch
            {
                CallerStates.Unknown or CallerStates.Partial => SeedState.NeverOpened,
                CallerStates.Expired => SeedState.Expired,
                _ => SeedState.Live,
            };
            sessions.Add(Session(Role.Caller, "caller", given.Kind, state));
        }

        if ((given.Target & ~(TargetStates.Absent | TargetStates.Self)) != 0)
        {
            var state = given.Target switch
            {
                TargetStates.Unknown => SeedState.NeverOpened,
                TargetStates.OwnExpired => SeedState.Expired,
                _ => SeedState.Live,
            };
            sessions.Add(Session(Role.Target, given.Target == TargetStates.Foreign ? "target" : "caller", given.Kind, state));
        }
        else if (given.Target == TargetStates.Self && sessions is [var caller])
        {
            sessions.Add(caller with { Role = Role.Target });
        }

        if (given.Other != Bystander.None)
            sessions.Add(Session(Role.Other, given.Other == Bystander.Foreign ? "other" : "caller", given.Kind, SeedState.Live));
        if (variant.Opens)
            sessions.Add(
                Session(Role.Opened, "caller", contract.FindOperation(variant.Operation)!.Session.OpensKind, SeedState.NeverOpened));
        var fresh = contract.Sessions.Values.Select(value => new SeededValue(value.Name, value.Format.Generate(Seed("fresh", value.Name))));
        return new(sessions.ToValueList(), fresh.ToValueList())
        {
            Limit = LimitExample.Of(contract, variant),
            Echo = RequestEcho.Of(variant),
        };

        SeededSession Session(Role role, string user, string? kind, SeedState state)
        {
            var owner = $"{variant.Operation}/{variant.Name}/{user}";
            var ids = contract.Sessions.Ids.Select(id => new SeededValue(id.Name, id.Format.Generate(Seed(role.ToString(), id.Name))));
            var subject = TokenSubject.Of(contract.Sessions, owner, null, name =>
                ids.First(id => string.Equals(id.Name, name, StringComparison.Ordinal)).Value);
            var values = new List<SeededValue>();
            foreach (var credential in contract.Sessions.Credentials)
            {
                var part = credential.IsPerUser ? $"user {user}" : role.ToString();
                values.Add(new(credential.Name, Generate(credential.Name, subject, Seed(part, credential.Name))));
            }

            values.AddRange(ids);
            var renewing = (contract.Sessions.Renews
                ? contract.Operations.Where(operation => operation.Variants.Any(other => other.Renews)) : [])
                .SelectMany(operation => operation.Session.Renewing).Select(opening => opening.Name).ToHashSet(StringComparer.Ordinal);
            return new(
                role, owner, kind, state, isDefault ? null : variant.Name, values.ToValueList())
            {
                Renewed = renewing.Count == 0 ? [] : values.Select(value => renewing.Contains(value.Name)
                    ? value with { Value = Generate(value.Name, subject, Seed($"renewed {role}", value.Name)) } : value)
                        .ToValueList(),
                CommonName = contract.Sessions.BindsToCertificate ? contract.Sessions.Users.OwnerOf(kind) : null,
            };
        }

        string Generate(string name, TokenSubject subject, byte[] seed) => contract.Sessions.JwtOf(name) is { } jwt
            ? JwtIssuer.Seed(jwt, subject, seed) : contract.Sessions.FormatOf(name)!.Generate(seed);

        byte[] Seed(string part, string name) =>
            SHA256.HashData(Encoding.UTF8.GetBytes($"{contract.Id}/{variant.Operation}/{variant.Name}/{part}/{name}"));
    }
}

/// <summary>A session of a variant that every mock of the contract knows.</summary>
/// <param name="User">Sessions with the same value belong to one user.</param>
/// <param name="State">The state in which a mock starts the session.</param>
/// <param name="Prefers">
/// The variant that answers this session's requests if its rule matches, although it is not the default; or null.
/// </param>
public sealed record SeededSession(Role Role, string User, string? Kind, SeedState State, string? Prefers, ValueList<SeededValue> Values)
{
    /// <summary>The values that a renewal gives the session, in stubs; empty if the contract's sessions are never renewed.</summary>
    public ValueList<SeededValue> Renewed { get; init; } = [];

    /// <summary>Common name of the client certificate that the session is bound to; null if any certificate works.</summary>
    public string? CommonName { get; init; }

    /// <summary>A credential or id, by its name.</summary>
    /// <exception cref="InvalidOperationException">The session has no such value.</exception>
    public string this[string name] => Values.First(value => string.Equals(value.Name, name, StringComparison.Ordinal)).Value;
}

/// <summary>A credential, id or other value of a variant, by its name.</summary>
public sealed record SeededValue(string Name, string Value);

/// <summary>State of a seeded session when a mock starts. A session that must be ended starts live: a real logout ends it.</summary>
public enum SeedState
{
    Live,
    Expired,

    /// <summary>Has valid values, but no server knows it.</summary>
    NeverOpened,
}
