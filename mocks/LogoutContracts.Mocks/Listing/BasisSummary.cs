using LogoutContracts.Specs.Model;
using LogoutContracts.Specs.Primitives;

namespace LogoutContracts.Mocks.Listing;

/// <summary>What a contract is based on: how many parts of its answers (status, headers, body) have which kind of basis.</summary>
/// <param name="Contract">The id of the contract, or "total".</param>
public sealed record BasisSummary(string Contract, ValueList<BasisCount> Counts)
{
    /// <summary>The number of all parts.</summary>
    public int Parts => Counts.Sum(count => count.Parts);

    /// <summary>Counts the parts of one contract.</summary>
    public static BasisSummary Of(Contract contract)
    {
        var bases = PartsOf(contract).ToList();
        var counts = Enum.GetValues<BasisKind>().Select(kind => new BasisCount(kind, bases.Count(basis => basis.Kind == kind)));
        return new(contract.Id, counts.ToValueList());
    }

    /// <summary>Adds up the counts of several contracts.</summary>
    public static BasisSummary Total(IReadOnlyCollection<BasisSummary> summaries) => new("total", Enum.GetValues<BasisKind>()
        .Select(kind => new BasisCount(
            kind, summaries.SelectMany(summary => summary.Counts).Where(count => count.Kind == kind).Sum(count => count.Parts)))
        .ToValueList());

    /// <summary>Each part of each variant, the headers of every answer, and the idle timeout.</summary>
    public static IEnumerable<BasisPart> PartsOf(Contract contract) => contract.Paths
        .SelectMany(path => path.Operations.SelectMany(operation => operation.Variants).Concat(path.OtherMethods))
        .SelectMany(variant => variant.Basis.Parts).Select(part => part.Basis)
        .Concat(contract.Headers.Select(header => header.Basis).OfType<BasisPart>())
        .Concat(contract.Sessions.IdleTimeoutBasis is { } idle ? [idle] : []);
}

/// <summary>The number of parts with one kind of basis.</summary>
public sealed record BasisCount(BasisKind Kind, int Parts);
