using LogoutContracts.Mocks.Plans;
using LogoutContracts.Specs.Model;
using LogoutContracts.Specs.Primitives;
using LogoutContracts.Specs.Rules;

namespace LogoutContracts.Diffing.Pairing;

/// <summary>One side of a pair of operations: an operation, or the methods that a path does not declare.</summary>
internal sealed class OperationSide
{
    public OperationSide(MockPlan plan, PlannedPath path, PlannedOperation? planned)
    {
        Plan = plan;
        Path = path;
        Operation = planned?.Operation;
        Variants = planned?.Variants ?? path.OtherMethods;
        AsksForCertificate = Variants.Any(variant => variant.Variant.Rule.Certificate is not null);
        AsksForClient = Variants.Any(variant => variant.Variant.Rule.Clients.Count > 0);
        NeedsCertificate = Handshakes.NeedCertificate(plan.Variants.Select(variant => variant.Variant));
        Excluded = planned is null ? [.. path.NamedMethods] : [.. planned.MediaTypes];
    }

    public MockPlan Plan { get; }

    public PlannedPath Path { get; }

    /// <summary>Null for the methods that the path does not declare.</summary>
    public Operation? Operation { get; }

    /// <summary>In order of precedence.</summary>
    public ValueList<PlannedVariant> Variants { get; }

    public SessionModel Sessions => Plan.Contract.Sessions;

    public SessionUse Use => Operation?.Session ?? SessionUse.None;

    public RequestBody? Body => Operation?.Body;

    /// <summary>Whether its rules depend on the client certificate.</summary>
    public bool AsksForCertificate { get; }

    /// <summary>Whether its rules depend on the OAuth client.</summary>
    public bool AsksForClient { get; }

    /// <summary>Whether the server refuses connections without a client certificate.</summary>
    public bool NeedsCertificate { get; }

    /// <summary>What "other" in a rule excludes: the methods of the path, or the media types of the operation.</summary>
    public IReadOnlyCollection<string> Excluded { get; }

    /// <summary>Whether the operation reads who logs in, and the contract knows users.</summary>
    public bool KnowsUsers => Sessions.Accounts.Count > 0 && Use is not { User: null, Password: null };

    /// <summary>The variants that answer under a condition of the provider, in order of precedence.</summary>
    /// <param name="condition">None for the variants that answer by default.</param>
    public List<PlannedVariant> Under(ProviderCondition condition) =>
    [
        .. Variants.Where(planned => planned.Variant.Instead is null && planned.Variant.Given.Condition == condition
            && planned.Variant.HoldsIn(Plan.Release)),
    ];

    /// <summary>The variants that may answer instead of others.</summary>
    public List<PlannedVariant> Alternatives =>
        [.. Variants.Where(planned => planned.Variant.Instead is not null && planned.Variant.HoldsIn(Plan.Release))];
}
