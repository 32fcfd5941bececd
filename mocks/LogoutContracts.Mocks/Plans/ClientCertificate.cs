using LogoutContracts.Specs.Model;

namespace LogoutContracts.Mocks.Plans;

/// <summary>A client certificate, by what it says: whose it is, and whether it still holds.</summary>
public sealed record ClientCertificate(string CommonName, bool IsExpired = false)
{
    /// <summary>What its files are called, without an extension.</summary>
    public string FileName => IsExpired ? $"{CommonName}.expired" : CommonName;

    /// <summary>What the example of a variant presents over TLS; null: nothing.</summary>
    public static ClientCertificate? Of(MockPlan plan, PlannedVariant variant) => Of(plan, variant.Variant.Request.Certificate, KindOf(plan, variant), IsLogin(variant));

    /// <summary>What is presented with a session of this kind, or, at a login, to open one; null: nothing.</summary>
    /// <param name="kind">Null: the default, as of a session that nobody has opened.</param>
    public static ClientCertificate? Of(MockPlan plan, Certificate certificate, string? kind, bool isLogin)
    {
        var users = plan.Contract.Sessions.Users;
        kind ??= plan.Contract.Sessions.DefaultKind;
        return certificate switch
        {
            Certificate.None => null,
            Certificate.Unknown => new(users.OfNobody),
            Certificate.Expired => new(users.OwnerOf(kind) ?? users.OfNobody, IsExpired: true),
            Certificate.OtherUser => new((isLogin ? users.BarredFrom(kind) : users.OtherThanOwnerOf(kind)) ?? users.OfNobody),
            _ => OfOwner(plan, kind),
        };
    }

    /// <summary>What goes with a seeded session of this kind; null where the contract does not ask for certificates.</summary>
    public static ClientCertificate? OfOwner(MockPlan plan, string? kind)
    {
        var users = plan.Contract.Sessions.Users;
        return users.OwnerOf(kind ?? plan.Contract.Sessions.DefaultKind) is { } owner ? new(owner) : plan.Variants.Any(variant => variant.Variant.Rule.Certificate is not null) ? new(users.OfNobody) : null;
    }

    /// <summary>All that the examples of a contract present.</summary>
    public static IEnumerable<ClientCertificate> AllOf(MockPlan plan) => plan.Variants.Select(variant => Of(plan, variant)).OfType<ClientCertificate>()
        .Concat(plan.Contract.Sessions.Users.All.Select(name => new ClientCertificate(name))).Distinct();

    private static string? KindOf(MockPlan plan, PlannedVariant variant) =>
        variant.Variant.Given.Kind ?? plan.Contract.FindOperation(variant.Operation)?.Session.OpensKind;

    // Nobody's session yet, so that all that can be asked is who may open one.
    private static bool IsLogin(PlannedVariant variant) => (variant.Variant.Given.Caller & CallerStates.Known) == 0;
}
