using LogoutContracts.Specs.Model;
using LogoutContracts.Specs.Primitives;

namespace LogoutContracts.Mocks.Plans;

/// <summary>
/// A contract as a mock serves it: its variants in order of precedence, with their seeded sessions and answers. The same contract and
/// release always give the same plan.
/// </summary>
/// <param name="Release">The vendor's release whose variants answer by default; null if the contract has no releases.</param>
public sealed record MockPlan(Contract Contract, string? Release, ValueList<PlannedPath> Paths)
{
    /// <summary>Whether the server uses TLS, and so also serves the variants that need it.</summary>
    public bool IsOverTls { get; init; }

    /// <summary>The same plan for a server that uses TLS.</summary>
    public MockPlan OverTls() =>
        IsOverTls ? this : WithVariants(static variant => variant with { IsServed = true }) with { IsOverTls = true };

    /// <summary>
    /// The same plan for a server that does not count requests: rate limits never apply, and headers about them have fixed values.
    /// </summary>
    public MockPlan WithoutRateLimits() => Contract.RateLimits.Count == 0 ? this
        : WithVariants(static variant => variant with { Limit = null, Answer = LimitExample.Fill(variant) });

    private MockPlan WithVariants(Func<PlannedVariant, PlannedVariant> change)
    {
        return this with
        {
            Paths = Paths.Select(path => path with
            {
                Operations = path.Operations.Select(operation => operation with { Variants = Changed(operation.Variants) }).ToValueList(),
                OtherMethods = Changed(path.OtherMethods),
            }).ToValueList(),
        };

        ValueList<PlannedVariant> Changed(ValueList<PlannedVariant> variants) => variants.Select(change).ToValueList();
    }

    /// <summary>All variants, in the order of the contract.</summary>
    public IEnumerable<PlannedVariant> Variants =>
        Paths.SelectMany(path => path.Operations.SelectMany(operation => operation.Variants).Concat(path.OtherMethods));

    /// <summary>A variant by its name.</summary>
    /// <exception cref="InvalidOperationException">The contract has no such variant.</exception>
    public PlannedVariant Find(string operation, string variant) =>
        Variants.First(
            planned => string.Equals(planned.Operation, operation, StringComparison.Ordinal)
                && string.Equals(planned.Name, variant, StringComparison.Ordinal));

    /// <summary>What an operation reads to find its caller.</summary>
    public ValueList<ShownValue> CallerOf(string operation) => Contract.Sessions.CallerOf(Contract.FindOperation(operation)?.Session);

    /// <summary>The probe's answer to a live session.</summary>
    public PlannedVariant Live => Probe(Contract.Sessions.Probe, live: true);

    /// <summary>The probe's answer to an ended session.</summary>
    public PlannedVariant Dead => Probe(Contract.Sessions.Probe, live: false);

    /// <summary>The probes of the contract: first that of the session, then those of single credentials.</summary>
    public IReadOnlyList<PlannedProbe> Probes
    {
        get
        {
            var sessions = Contract.Sessions;
            var shown = Live.Variant.Given.Shown ?? CallerOf(Live.Operation).SelectMany(value => value.Values)
                .FirstOrDefault(value => !sessions.IsShared(value), sessions.Key);
            return
            [
                new(sessions.ValueNames[shown], Live, Dead),
                .. sessions.Credentials.Where(credential => credential.Probe is not null).Select(credential =>
                    new PlannedProbe(credential.Name, Probe(credential.Probe!, live: true), Probe(credential.Probe!, live: false))),
            ];
        }
    }

    /// <summary>
    /// The probe's variant. If it belongs to another release, the default variant of the probe for the same caller state, preferably one
    /// whose example has it.
    /// </summary>
    private PlannedVariant Probe(Probe probe, bool live)
    {
        var named = Find(probe.Operation, live ? probe.Live : probe.Dead);
        if (named.IsDefault)
            return named;
        var state = live ? CallerStates.Active : CallerStates.Ended;
        var defaults = Variants.Where(planned =>
            planned.IsDefault && string.Equals(planned.Operation, named.Operation, StringComparison.Ordinal)).ToList();
        return defaults.Find(planned => planned.Variant.Given.Caller == state)
            ?? defaults.Find(planned => (planned.Variant.Rule.Caller & state) != 0) ?? named;
    }
}

/// <summary>An operation that tells whether a credential is live.</summary>
/// <param name="Credential">Its name.</param>
/// <param name="Live">The answer if it is.</param>
/// <param name="Dead">The answer if it is not.</param>
public sealed record PlannedProbe(string Credential, PlannedVariant Live, PlannedVariant Dead)
{
    public string Operation => Live.Operation;
}

/// <summary>A path with the planned variants of its operations, and those for methods that it does not declare.</summary>
public sealed record PlannedPath(PathTemplate Template, ValueList<PlannedOperation> Operations, ValueList<PlannedVariant> OtherMethods)
{
    /// <summary>The methods that the path declares.</summary>
    public IEnumerable<string> Methods => Operations.Select(operation => operation.Operation.Method);

    /// <summary>Methods that the path declares, but not for this contract.</summary>
    public ValueList<string> LeftAlone { get; init; } = [];

    /// <summary>
    /// The methods that a rule's "other" excludes: those that the path declares, and those that a variant on the path names.
    /// </summary>
    public IEnumerable<string> NamedMethods =>
        Methods.Concat(LeftAlone).Concat(OtherMethods.Select(variant => variant.Variant.Rule.Method).OfType<string>());
}

/// <summary>An operation with its planned variants, in order of precedence.</summary>
public sealed record PlannedOperation(Operation Operation, ValueList<PlannedVariant> Variants)
{
    /// <summary>The media types that a rule's "other" excludes; empty if the operation declares no body.</summary>
    public ValueList<string> MediaTypes => Operation.Body?.MediaTypes ?? [];
}

/// <summary>A variant as a mock serves it.</summary>
/// <param name="Answer">Null if the handshake is refused.</param>
/// <param name="Seeds">The variant's own sessions.</param>
/// <param name="IsDefault">Whether it answers in the plan's release without being requested explicitly.</param>
public sealed record PlannedVariant(Variant Variant, bool IsDefault, Expectation.Answer? Answer, SeedSet Seeds)
{
    /// <summary>The rate limit whose refusals this variant describes, if it applies to the plan's release; otherwise null.</summary>
    public RateLimit? Limit { get; init; }

    public string Operation => Variant.Operation;

    public string Name => Variant.Name;

    /// <summary>Whether both have the same operation and name, for example in two versions of one contract.</summary>
    public bool IsNamedAs(PlannedVariant other) =>
        string.Equals(Name, other.Name, StringComparison.Ordinal) && string.Equals(Operation, other.Operation, StringComparison.Ordinal);

    /// <summary>Whether the server can serve it; variants that depend on certificates need TLS.</summary>
    public bool IsServed { get; init; } = (Variant.Needs & Needs.Tls) == 0;
}
