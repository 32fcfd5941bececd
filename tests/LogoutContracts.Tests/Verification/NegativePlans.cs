using LogoutContracts.Mocks.Matching;
using LogoutContracts.Mocks.Plans;
using LogoutContracts.Mocks.Requests;
using LogoutContracts.Mocks.Requests.Editing;
using LogoutContracts.Specs;
using LogoutContracts.Specs.Model;
using LogoutContracts.Specs.Primitives;
using LogoutContracts.Tests.Support;
using LogoutContracts.Verification.Negatives;
using LogoutContracts.Verification.Sessions;

namespace LogoutContracts.Tests.Verification;

/// <summary>Finding the variant of a request, and planning negative cases from a contract.</summary>
public sealed class NegativePlans
{
    private static readonly string[] Contracts = ["crafter", "edin", "laravel", "rocketchat", "symphony"];

    public static IEnumerable<TestCaseData> Releases() => SpecCatalog.BuiltIn.SelectMany(contract =>
        contract.Releases.Each.Select(release => new TestCaseData(contract.Id, release).SetArgDisplayNames(contract.Id, release ?? "-")));

    // Session states such as ended or expired come from the variant: a request does not show them.
    [TestCaseSource(nameof(Releases))]
    public void Every_example_is_ruled_by_its_own_variant(string contract, string? release)
    {
        var plan = Plans.Of(contract, release);
        var resolver = new VariantResolver(plan);
        foreach (var variant in plan.Variants.Where(variant => variant is { IsDefault: true, IsServed: true, Answer: not null }))
        {
            var known = variant.Seeds.Sessions
                .Where(seed => seed.State != SeedState.NeverOpened
                    && !(seed.Role == Role.Target && variant.Variant.Given.Target == TargetStates.Self))
                .Select(seed => new KnownSession(seed.User, seed.Kind, StateOf(seed.Role, variant.Variant.Given), seed.Values)).ToList();
            (resolver.Resolve(RenderedRequest.Of(variant.Variant.Request, variant.Seeds.ValueOf), known)?.Name)
                .Should().Be(variant.Name, "{0} is its example", variant.Operation);
        }
    }

    [Test]
    public void A_path_that_the_contract_does_not_have_is_not_ruled() =>
        new VariantResolver(Plans.Of("edin")).Resolve(new("GET", "/nowhere", [], null), []).Should().BeNull();

    [Test]
    public void A_method_of_which_the_contract_says_nothing_is_not_ruled() =>
        new VariantResolver(Plans.Of("edin")).Resolve(new("DELETE", "/bdoc/user-profile", [], null), []).Should().BeNull();

    [TestCaseSource(nameof(Contracts))]
    public void The_list_is_the_same_each_time_and_names_nothing_twice(string contract)
    {
        var (one, other) = (NegativePlanner.Plan(Plans.Of(contract)), NegativePlanner.Plan(Plans.Of(contract)));
        one.Negatives.Select(negative => (negative.Id, negative.Shown()))
            .Should().Equal(other.Negatives.Select(negative => (negative.Id, negative.Shown())));
        one.Negatives.Select(negative => negative.Id).Should().OnlyHaveUniqueItems();
        one.Constraints.Select(constraint => constraint.Id).Should().OnlyHaveUniqueItems();
    }

    [TestCaseSource(nameof(Contracts))]
    public void Each_constraint_is_tried_or_says_why_not(string contract)
    {
        var plan = NegativePlanner.Plan(Plans.Of(contract));
        var ids = plan.Negatives.Select(negative => negative.Id).ToHashSet(StringComparer.Ordinal);
        foreach (var constraint in plan.Constraints)
        {
            (constraint.Untried.Length > 0).Should().Be(constraint.Tried.Count == 0, constraint.Id);
            ids.IsSupersetOf(constraint.Tried).Should().BeTrue(constraint.Id);
        }
    }

    [TestCaseSource(nameof(Contracts))]
    public void What_breaks_a_constraint_is_not_the_example_and_what_keeps_it_succeeds(string contract)
    {
        foreach (var negative in NegativePlanner.Plan(Plans.Of(contract)).Negatives)
        {
            if (negative.Breaks)
                negative.Shown().Should().NotBe(RenderedRequest.Of(negative.Base.Variant.Request, hole => hole.ToString()), negative.Id);
            else if (!negative.ChangesLogin || Plans.Of(contract).Contract.Sessions.Accounts.Count == 0)
                negative.Expected!.Answer!.Status.Should().Be(negative.Base.Answer!.Status, negative.Id);
        }
    }

    [TestCase("minLength", "3", "\"ab\"", "\"abc\"")]
    [TestCase("maxLength", "3", "\"abcd\"", "\"abc\"")]
    [TestCase("minimum", "1", "0", "1")]
    [TestCase("maximum", "50", "51", "50")]
    [TestCase("exclusiveMinimum", "0", "0", "1")]
    [TestCase("exclusiveMaximum", "10", "10", "9")]
    [TestCase("enum", "[\"a\",\"b\"]", "\"none-of-these\"", "\"b\"")]
    [TestCase("type", "\"string\"", "123", null)]
    [TestCase("type", "\"integer\"", "\"x\"", null)]
    [TestCase("type", "[\"string\",\"integer\"]", "[]", null)]
    [TestCase("pattern", "\"^[a-z]+$\"", "\"abcde!\"", null)]
    [TestCase("format", "\"email\"", "\"no email\"", null)]
    [TestCase("minLength", "0", null, null)]
    [TestCase("not", "{}", null, null)]
    [TestCase("maxLength", "1000000", null, null)]
    public void A_keyword_gives_a_value_just_beyond_and_one_just_within(string keyword, string value, string? breaks, string? keeps)
    {
        var constraint = new Constraint("/name", keyword, value, Position.Start);
        var edges = BoundaryValues.Of(constraint, [constraint], System.Text.Json.Nodes.JsonValue.Create("abcde"), areStrings: false);
        (edges.Breaks is null ? null : BoundaryValues.Json(edges.Breaks)).Should().Be(breaks);
        (edges.Keeps is null ? null : BoundaryValues.Json(edges.Keeps)).Should().Be(keeps);
        (edges.Untried.Length > 0).Should().Be(breaks is null);
    }

    [Test]
    public void Inputs_of_a_login_are_found_wherever_they_stand()
    {
        LoginInputs.Of(Plans.Of("edin")).Should().Equal("email", "password");
        LoginInputs.Of(Plans.Of("laravel")).Should().Equal("code");
        LoginInputs.Of(Plans.Of("rocketchat")).Should().Equal("password", "user");
        LoginInputs.Of(Plans.Of("symphony")).Should().Equal("uid");
    }

    [Test]
    public void Inputs_are_put_in_with_the_encoding_of_their_place()
    {
        var path = new PathTemplate("/users/{uid}/login");
        var json = new RenderedRequest("POST", "/users/7/login?code=1",
            [new("Content-Type", "application/json"), new("X-Device", "phone")], """{"user":"a","age":5,"is":true}""");
        var filled = LoginInputs.Fill(json, path, [new("user", "o\"k"), new("age", "6"), new("is", "false"),
            new("uid", "a/b"), new("code", "x&y"), new("X-Device", "desk"), new("nobody", "z")]);
        filled.Target.Should().Be("/users/a%2Fb/login?code=x%26y");
        filled.Body.Should().Be("""{"user":"o\"k","age":6,"is":false}""");
        filled.Header("X-Device").Should().Be("desk");

        var form = new RenderedRequest("POST", "/users/7/login",
            [new("Content-Type", "application/x-www-form-urlencoded")], "user=a&password=b");
        LoginInputs.Fill(form, path, [new("password", "p&w=d")]).Body.Should().Be("user=a&password=p%26w%3Dd");
    }

    private static SessionState StateOf(Role role, Given given) => role switch
    {
        Role.Caller when given.Caller == CallerStates.Superseded => SessionState.Superseded,
        Role.Target when given.Target == TargetStates.OwnSuperseded => SessionState.Superseded,
        Role.Caller when given.Caller == CallerStates.Ended => SessionState.Ended,
        Role.Caller when given.Caller == CallerStates.Expired => SessionState.Expired,
        Role.Target when given.Target == TargetStates.OwnEnded => SessionState.Ended,
        Role.Target when given.Target == TargetStates.OwnExpired => SessionState.Expired,
        _ => SessionState.Active,
    };
}
