using System.Globalization;
using LogoutContracts.Drift.Facts;
using LogoutContracts.Specs.Model;
using LogoutContracts.Specs.Primitives;

namespace LogoutContracts.Drift.Claims;

/// <summary>Collects the facts that a contract has from its document.</summary>
/// <remarks>
/// Those of a response have a basis. Those of a request have none of their own: they are taken from the example requests of the variants
/// with a documented part or, without such variants, of those that end a session.
/// </remarks>
internal sealed class ClaimReader
{
    private readonly Contract contract;
    private readonly Dictionary<string, Claim> claims = new(StringComparer.Ordinal);

    private ClaimReader(Contract contract) => this.contract = contract;

    public static IReadOnlyList<Claim> Read(Contract contract)
    {
        var reader = new ClaimReader(contract);
        if (contract.Document is { } document)
            reader.Add(new(FactKind.Heading, document.Title, null, contract.IdAt) { Id = "document.title" });
        foreach (var operation in Documented(contract))
            reader.AddOperation(operation);
        return [.. reader.claims.Values];
    }

    /// <summary>The operations that the document describes: those that end sessions, and others that cite it.</summary>
    public static IEnumerable<Operation> Documented(Contract contract) => contract.Operations
        .Where(operation => operation.Session.Ends != SessionEnd.Nothing || VariantsOf(contract, operation).Any(IsDocumented));

    /// <summary>The variants of an operation, and those of other methods on its path.</summary>
    public static IEnumerable<Variant> VariantsOf(Contract contract, Operation operation) => operation.Variants
        .Concat(contract.Paths.Where(path => path.Template == operation.Path).SelectMany(path => path.OtherMethods));

    private static bool IsDocumented(Variant variant) => variant.Basis.Parts.Any(part => part.Basis.Kind == BasisKind.Document);

    private void AddOperation(Operation operation)
    {
        Add(FactKind.Method, operation.Method, operation, operation.At);
        Add(FactKind.Path, operation.Path.Text, operation, operation.At);
        var documented = VariantsOf(contract, operation).Where(IsDocumented).ToList();
        var sent = documented.Count > 0 ? documented
            : operation.Variants.Where(variant => variant is { Instead: null } && variant.Ends(Role.Caller)).Take(1);
        foreach (var variant in sent)
            AddRequest(operation, variant);
        foreach (var variant in documented)
            AddAnswer(operation, variant);
        foreach (var basis in contract.Sessions.Credentials.Select(credential => credential.CarriersBasis).OfType<BasisPart>())
            AddHeadings(basis, operation.At);
    }

    private void AddRequest(Operation operation, Variant variant)
    {
        var headers = RequestParts.Headers(contract, variant).ToList();
        foreach (var name in headers)
            Add(FactKind.Header, name, operation, variant.At);
        foreach (var (header, scheme) in RequestParts.Schemes(contract, headers))
        {
            Add(new(FactKind.Header, $"{header}: {scheme}", operation, variant.At)
            {
                Id = $"{operation.Id}.scheme.{scheme}",
                Token = scheme,
            });
        }

        foreach (var name in RequestParts.Parameters(contract, variant))
            Add(FactKind.Parameter, name, operation, variant.At);
    }

    private void AddAnswer(Operation operation, Variant variant)
    {
        if (variant.Expect is not Expectation.Answer answer)
            return;
        if (variant.Basis.Status is { Kind: BasisKind.Document })
            Add(FactKind.Status, answer.Status.ToString(CultureInfo.InvariantCulture), operation, variant.At);
        if (variant.Basis.Headers is { Kind: BasisKind.Document })
        {
            foreach (var header in answer.Headers.Where(header => !header.IsAbsent))
                AddHeader(header, operation, variant);
        }

        if (variant.Basis.Body is { Kind: BasisKind.Document } && ClaimedExample.Of(variant) is { } example)
            AddExample(example, operation, variant);
        foreach (var (_, basis) in variant.Basis.Parts.Where(part => part.Basis.Kind == BasisKind.Document))
            AddHeadings(basis, variant.At);
    }

    private void AddHeader(ExpectedHeader header, Operation operation, Variant variant)
    {
        if (header.Name.Equals("Content-Type", StringComparison.OrdinalIgnoreCase))
            Add(FactKind.MediaType, MediaType.Essence(header.Values[0].Text), operation, variant.At);
        else
            Add(FactKind.Header, header.Name, operation, variant.At);
    }

    // Variants share examples.
    private void AddExample(ClaimedExample example, Operation operation, Variant variant)
    {
        if (!claims.Values.Any(claim => string.Equals(claim.Example?.Text, example.Text, StringComparison.Ordinal)))
        {
            Add(new(FactKind.Example, example.Text, operation, variant.At)
            {
                Id = $"{operation.Id}.example.{variant.Name}",
                Example = example,
            });
        }
    }

    private void AddHeadings(BasisPart basis, Position at)
    {
        foreach (var heading in basis.Kind == BasisKind.Document ? CitedHeadings.In(basis.Place) : [])
            Add(new(FactKind.Heading, heading, null, at) { Id = $"heading.{heading}" });
    }

    private void Add(FactKind kind, string name, Operation operation, Position at) =>
        Add(new(kind, name, operation, at) { Id = $"{operation.Id}.{FactWords.Id(kind)}.{name}" });

    private void Add(Claim claim) => claims.TryAdd(claim.Id, claim);
}
