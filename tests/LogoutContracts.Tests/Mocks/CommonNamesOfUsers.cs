using LogoutContracts.Mocks.Plans;
using LogoutContracts.Specs.Model;
using LogoutContracts.Tests.Support;

namespace LogoutContracts.Tests.Mocks;

/// <summary>Which users log in by client certificate, and which certificate an example presents.</summary>
public sealed class CommonNamesOfUsers
{
    private static readonly CommonNames ByKind = new(
        [new("user", ["ada", "bob"]), new("app", ["an.app"]), new("on-behalf-of", ["an.app"])]);

    private static readonly CommonNames Alike = new([new(null, ["ada", "bob"])]);

    [TestCase("user", "ada", "bob", "an.app")]
    [TestCase("app", "an.app", "ada", "ada")]
    [TestCase("none", null, "ada", "ada")]
    [TestCase(null, null, "ada", "ada")]
    public void Of_a_kind_of_session_there_is_an_owner_another_and_one_who_is_barred(
        string? kind, string? owner, string? other, string? barred) =>
        (ByKind.OwnerOf(kind), ByKind.OtherThanOwnerOf(kind), ByKind.BarredFrom(kind)).Should().Be((owner, other, barred));

    [Test]
    public void Where_sessions_are_alike_all_may_open_them() =>
        (Alike.OwnerOf("any"), Alike.OwnerOf(null), Alike.OtherThanOwnerOf(null), Alike.BarredFrom(null))
            .Should().Be(("ada", "ada", "bob", null));

    [Test]
    public void Nobody_is_never_somebody()
    {
        var names = new CommonNames([new(null, ["unknown.user", "unknown.user.2"])]);
        names.Knows(names.Unknown).Should().BeFalse();
        ByKind.Unknown.Should().Be("unknown.user");
        CommonNames.None.Any.Should().BeFalse();
    }

    [TestCase("ada", true)]
    [TestCase("bot.user1@example.com", true)]
    [TestCase("7", true)]
    [TestCase("", false)]
    [TestCase(".ada", false)]
    [TestCase("a/b", false)]
    [TestCase("a b", false)]
    [TestCase("ädä", false)]
    [TestCase("--help", false)]
    public void A_common_name_can_name_a_file(string text, bool isName) => CommonNames.IsName(text).Should().Be(isName);

    [Test]
    public void A_common_name_has_64_characters_at_most()
    {
        CommonNames.IsName(new('a', 64)).Should().BeTrue();
        CommonNames.IsName(new('a', 65)).Should().BeFalse();
    }

    [TestCase("authenticateServiceUser", "authenticated", "service.user")]
    [TestCase("authenticateServiceUser", "certificate-of-an-app", "example.app")]
    [TestCase("authenticateApp", "authenticated", "example.app")]
    [TestCase("authenticateApp", "certificate-of-a-service-user", "service.user")]
    [TestCase("authenticateOnBehalfOf", "authenticated", "example.app")]
    [TestCase("logout", "no-client-certificate", null)]
    [TestCase("logout", "expired-certificate", "service.user.expired")]
    [TestCase("logout", "certificate-of-another-user", "other.user")]
    [TestCase("logout", "certificate-of-an-unknown-user", "unknown.user")]
    [TestCase("logout", "on-behalf-of-session-ended", "example.app")]
    public void An_example_presents_what_its_rule_speaks_of(string operation, string variant, string? presented)
    {
        var plan = Plans.Of("symphony");
        (ClientCertificate.Of(plan, plan.Find(operation, variant))?.FileName).Should().Be(presented);
    }

    [TestCaseSource(typeof(Plans), nameof(Plans.Ids))]
    public void Over_TLS_every_variant_is_served_and_nothing_else_changes(string contract)
    {
        var plan = Plans.Of(contract);
        var secured = plan.OverTls();
        secured.Variants.Should().OnlyContain(variant => variant.IsServed);
        secured.Variants.Select(variant => (variant.Variant, variant.Seeds))
            .Should().Equal(plan.Variants.Select(variant => (variant.Variant, variant.Seeds)));
        plan.Variants.Where(variant => variant.IsServed == ((variant.Variant.Needs & Needs.Tls) != 0))
            .Should().BeEmpty("over plain HTTP, exactly the variants that do not need TLS should be served");
    }
}
