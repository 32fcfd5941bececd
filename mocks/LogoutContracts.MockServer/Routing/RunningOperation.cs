using LogoutContracts.Mocks.Plans;
using LogoutContracts.Specs.Model;
using LogoutContracts.Specs.Primitives;

namespace LogoutContracts.MockServer.Routing;

/// <summary>The variants that may answer one method on one path; or, with no operation, all methods that the path does not declare.</summary>
internal sealed class RunningOperation
{
    private readonly RunningVariant[] variants;
    private readonly RunningVariant[] defaults;

    /// <param name="path">Template of the path that it is on.</param>
    public RunningOperation(Operation? operation, PathTemplate path, IEnumerable<PlannedVariant> planned, IEnumerable<string> otherThan, List<string> valueNames)
    {
        Operation = operation;
        Place = operation?.Id ?? path.Text;
        variants = [.. planned.Where(variant => variant is { IsServed: true, Answer: not null }).Select(variant => new RunningVariant(variant, variant.Answer!, otherThan))];
        defaults = [.. variants.Where(variant => variant.Planned.IsDefault || variant.Planned.Limit is not null)];
        AsksForCertificate = Array.Exists(variants, variant => variant.Planned.Variant.Rule.Certificate is not null);
        TargetId = operation?.Session.Target is { } target ? valueNames.IndexOf(target.Id) : -1;
    }

    /// <summary>Null for the methods that a path does not declare.</summary>
    public Operation? Operation { get; }

    /// <summary>What it is known by, also in a later reading of the contract: the operation's id, or the path of the methods that are not declared.</summary>
    public string Place { get; }

    /// <summary>The variants that answer without being asked for, in order of precedence; among them those that refuse requests over a rate limit.</summary>
    public ReadOnlySpan<RunningVariant> Defaults => defaults;

    public IReadOnlyList<RunningVariant> Variants => variants;

    /// <summary>Index, among the values of a session, of the id by which a request names its target; -1 where it names none.</summary>
    public int TargetId { get; }

    /// <summary>Whether it matters whose client certificate the connection has.</summary>
    public bool AsksForCertificate { get; }

    public bool IsAlso(RunningOperation other) => ReferenceEquals(this, other) || string.Equals(Place, other.Place, StringComparison.Ordinal);

    /// <summary>The variant as it runs here; of an earlier reading of the contract, the one with its name. Null if it belongs elsewhere or is gone.</summary>
    public RunningVariant? Own(PlannedVariant planned)
    {
        foreach (var variant in variants)
        {
            if (ReferenceEquals(variant.Planned, planned))
                return variant;
        }

        // A loop, as a closure would be allocated for each request.
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
