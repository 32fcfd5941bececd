using LogoutContracts.Specs.Model;

namespace LogoutContracts.Mocks.Plans;

/// <summary>Describes a client certificate: its common name and whether it has expired.</summary>
public sealed record ClientCertificate(string CommonName, bool IsExpired = false)
{
    /// <summary>Name of its files, without an extension.</summary>
    public string FileName => IsExpired ? $"{CommonName}.expired" : CommonName;

    /// <summary>The certificate that a variant's example presents over TLS, or null.</summary>
    public static ClientCertificate? Of(MockPlan plan, PlannedVariant variant) =>
        Of(plan, variant.Variant.Request.Certificate, KindOf(plan, variant), IsLogin(variant));

    /// <summary>The certificate to present with a session of this kind or, at a login, to open one; null for no certificate.</summary>
    /// <param name="kind">Null for the contract's default kind.</param>
    public static ClientCertificate? Of(MockPlan plan, Certificate certificate, string? kind, bool isLogin)
    {
        var users = plan.Contract.Sessions.Users;
        kind ??= plan.Contract.Sessions.DefaultKind;
        return certificate switch
        {
            Certificate.None => null,
            Certificate.Unknown => new(users.Unknown),
            Certificate.Expired => new(users.OwnerOf(kind) ?? users.Unknown, IsExpired: true),
            Certificate.OtherUser => new((isLogin ? users.BarredFrom(kind) : users.OtherThanOwnerOf(kind)) ?? users.Unknown),
            _ => OfOwner(plan, kind),
        };
    }

    /// <summary>The certificate of the owner of this kind's seeded sessions; null if the contract does not use certificates.</summary>
    public static ClientCertificate? OfOwner(MockPlan plan, string? kind)
    {
        var users = plan.Contract.Sessions.Users;
        return users.OwnerOf(kind ?? plan.Contract.Sessions.DefaultKind) is { } owner ? new(owner)
            : plan.Variants.Any(variant => variant.Variant.Rule.Certificate is not null) ? new(users.Unknown) : null;
    }

    /// <summary>All certificates that the examples present, and one for each user of the contract.</summary>
    public static IEnumerable<ClientCertificate> AllOf(MockPlan plan) =>
        plan.Variants.Select(variant => Of(plan, variant)).OfType<ClientCertificate>()
        .Concat(plan.Contract.Sessions.Users.All.Select(name => new ClientCertificate(name))).Distinct();

    private static string? KindOf(MockPlan plan, PlannedVariant variant) =>
        variant.Variant.Given.Kind ?? plan.Contract.FindOperation(variant.Operation)?.Session.OpensKind;

    // Without a known session, only a login depends on the certificate.
    private static bool IsLogin(PlannedVariant variant) => (variant.Variant.Given.Caller & CallerStates.Known) == 0;
}
