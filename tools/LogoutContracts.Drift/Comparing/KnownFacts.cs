using System.Globalization;
using LogoutContracts.Drift.Claims;
using LogoutContracts.Drift.Facts;
using LogoutContracts.Specs.Model;

namespace LogoutContracts.Drift.Comparing;

/// <summary>Everything that a contract says about an operation, from whatever source: what a page states of it is not new.</summary>
internal sealed class KnownFacts
{
    private readonly Contract contract;
    private readonly HashSet<string> headers;
    private readonly HashSet<string> names;
    private readonly HashSet<string> statuses;
    private readonly List<ClaimedExample> examples;
    private readonly Operation operation;

    public KnownFacts(Contract contract, Operation operation)
    {
        (this.contract, this.operation) = (contract, operation);
        var variants = ClaimReader.VariantsOf(contract, operation).ToList();
        var answers = variants.Select(variant => variant.Expect).OfType<Expectation.Answer>().ToList();

        // What other methods get is about this operation only if they are refused.
        statuses = variants.Where(variant => variant.Rule.Method is null || variant.Expect is Expectation.Answer { Status: >= 400 })
            .Select(variant => variant.Expect).OfType<Expectation.Answer>()
            .Select(answer => answer.Status.ToString(CultureInfo.InvariantCulture)).ToHashSet(StringComparer.Ordinal);
        examples = [.. variants.Select(ClaimedExample.Of).Concat(variants.Select(variant => ClaimedExample.OfRequest(variant.Request)))
            .OfType<ClaimedExample>()];
        var carriers = contract.Sessions.Credentials.SelectMany(credential => credential.Carriers).ToList();
        headers = variants.SelectMany(variant => variant.Request.Headers.Select(header => header.Name))
            .Concat(answers.SelectMany(answer => answer.Headers.Where(header => !header.IsAbsent).Select(header => header.Name)))
            .Concat(contract.Headers.Select(header => header.Name))
            .Concat(carriers.Where(carrier => carrier.Kind == CarrierKind.Header).Select(carrier => carrier.Name))
            .Concat(carriers.Exists(carrier => carrier.Kind == CarrierKind.Cookie) ? ["Cookie"] : [])
            .ToHashSet(StringComparer.OrdinalIgnoreCase);
        names = variants.SelectMany(RequestParts.BodyNames)
            .Concat(variants.SelectMany(variant => variant.Request.Query.Concat(variant.Request.Cookies).Select(part => part.Name)))
            .Concat(operation.Parameters.Select(parameter => parameter.Name)).Concat(operation.Path.Parameters)
            .Concat(operation.Body?.Required ?? []).Concat(carriers.Select(carrier => carrier.Name))
            .Concat(examples.SelectMany(example => example.Leaves?.Keys ?? []).SelectMany(pointer => pointer.Split('/')))
            .ToHashSet(StringComparer.Ordinal);
    }

    /// <summary>Whether the contract has a fact of a page.</summary>
    /// <param name="leaves">The values of an example.</param>
    public bool Has(PageFact fact, IReadOnlyDictionary<string, string>? leaves) => fact.Kind switch
    {
        FactKind.Method => string.Equals(fact.Name, operation.Method, StringComparison.Ordinal)
            || contract.FindOperation(fact.Name, operation.Path.Text) is not null,
        FactKind.Path => contract.Paths.Any(path => PathText.IsSame(path.Template, fact.Name)),
        FactKind.Header => headers.Contains(fact.Name) || names.Contains(fact.Name),
        FactKind.Parameter => names.Contains(fact.Name.TrimEnd('*')) || headers.Contains(fact.Name),
        FactKind.Status => statuses.Contains(fact.Name),
        FactKind.Example => examples.Exists(example => example.IsAll(leaves!)),
        _ => true,
    };
}
