using LogoutContracts.Mocks.Plans;
using LogoutContracts.Specs.Model;
using LogoutContracts.Specs.Primitives;

namespace LogoutContracts.MockServer.Routing;

/// <summary>The variants for one method on one path; without an operation, those for all methods that the path does not declare.</summary>
internal sealed class RunningOperation
{
    private readonly RunningVariant[] variants;
    private readonly RunningVariant[] defaults;

    /// <param name="path">Template of its path.</param>
    public RunningOperation(
        Operation? operation, PathTemplate path, IEnumerable<PlannedVariant> planned, IEnumerable<string> otherThan,
        SessionModel model)
    {
        Operation = operation;
        Route = path.Text;
        Place = operation?.Id ?? path.Text;
        variants =
        [
            .. planned.Where(variant => variant is { IsServed: true, Answer: not null })
                .Select(variant => new RunningVariant(variant, variant.Answer!, otherThan, model, operation?.Session ?? SessionUse.None)),
        ];
        defaults = [.. variants.Where(variant => variant.Planned.IsDefault || variant.Planned.Limit is not null)];
        Opens = Array.Exists(variants, static variant => variant.Opens);
        DependsOnOthersOfUser = Array.Exists(
            variants, static variant => variant.ListsSessions || variant.Changes.EndsUser || variant.Changes.EndsOthers);
        AsksForClient = Array.Exists(variants, variant => variant.Planned.Variant.Rule.Clients.Count > 0);
        AsksForCertificate = Array.Exists(variants, variant => variant.Planned.Variant.Rule.Certificate is not null);
        Caller = model.CallerOf(operation?.Session);
    }

    /// <summary>Null for the methods that a path does not declare.</summary>
    public Operation? Operation { get; }

    /// <summary>The template of its path.</summary>
    public string Route { get; }

    /// <summary>Identifies it across reloads: the operation's id or, for undeclared methods, the path.</summary>
    public string Place { get; }

    /// <summary>
    /// The variants that answer by default, and those that refuse requests over a rate limit, in order of precedence.
    /// </summary>
    public ReadOnlySpan<RunningVariant> Defaults => defaults;

    public IReadOnlyList<RunningVariant> Variants => variants;

    /// <summary>What the operation reads to find its caller.</summary>
    public ValueList<ShownValue> Caller { get; }

    /// <summary>Whether an answer may open a session.</summary>
    public bool Opens { get; }

    /// <summary>Whether an answer lists or ends other sessions of the caller's or target's user.</summary>
    public bool DependsOnOthersOfUser { get; }

    /// <summary>Whether any rule depends on the OAuth client.</summary>
    public bool AsksForClient { get; }

    /// <summary>Whether any rule depends on the client certificate.</summary>
    public bool AsksForCertificate { get; }

    public bool IsAlso(RunningOperation other) =>
        ReferenceEquals(this, other) || string.Equals(Place, other.Place, StringComparison.Ordinal);

    /// <summary>
    /// Finds the running variant; after a reload, by its name. Null if it belongs to another operation or no longer exists.
    /// </summary>
    public RunningVariant? Own(PlannedVariant planned)
    {
        foreach (var variant in variants)
        {
            if (ReferenceEquals(variant.Planned, planned))
                return variant;
        }

        // A loop, because a closure would be allocated for each request.
        foreach (var variant in variants)
        {
            if (variant.Planned.IsNamedAs(planned))
                return variant;
        }

        return null;
    }

    public RunningVariant? Named(ReadOnlySpan<char> name)
    {
        foreach (var variant in variants)
        {
            if (name.SequenceEqual(variant.Planned.Name))
                return variant;
        }

        return null;
    }
}
