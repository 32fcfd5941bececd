using LogoutContracts.Mocks;
using LogoutContracts.Mocks.Plans;
using LogoutContracts.Mocks.Requests;
using LogoutContracts.MockServer.Deciding;
using LogoutContracts.Specs.Primitives;
using LogoutContracts.Tests.Support;

namespace LogoutContracts.Tests.MockServer;

/// <summary>Which of several contradictory variants answers.</summary>
public sealed class Choosing
{
    public static IEnumerable<TestCaseData> Seeded() => Plans.All.SelectMany(plan => plan.Variants
        .Where(variant => variant is { IsDefault: false, IsServed: true }
            && !Preconditions.NeedsPreference(variant) && Preconditions.Endings(plan, variant) is [])
        .Select(variant => new TestCaseData(plan.Contract.Id, variant.Operation, variant.Name)
            .SetArgDisplayNames(plan.Contract.Id, variant.Operation, variant.Name)));

    [TestCase("6", """{"status":"error","message":"You must be logged in to do this."}""")]
    [TestCase(
        "7",
        """{"success":false,"error":"You must be logged in to do this.","status":"error","message":"You must be logged in to do this."}""")]
    public async Task A_release_answers_in_its_own_words(string release, string body)
    {
        await using var mock = await RunningMock.StartAsync("rocketchat", release: release);
        var reply = await mock.SendAsync("GET", "/api/v1/me");
        reply.Status.Should().Be(401);
        reply.Body.Should().Be(body);
    }

    [Test]
    public void A_release_that_the_contract_does_not_know_is_refused() =>
        FluentActions.Invoking(() => MockPlanner.Plan(Plans.Of("rocketchat").Contract, "5")).Should().Throw<ArgumentException>()
            .WithMessage("'rocketchat' has no release '5'. Known: 6, 7.*");

    [TestCaseSource(nameof(Seeded))]
    public async Task A_session_of_a_variant_that_is_no_default_gets_that_variant(string contract, string operation, string name)
    {
        await using var mock = await RunningMock.StartAsync(contract);
        var variant = mock.Plan.Find(operation, name);
        var reply = await mock.SendAsync(RenderedRequest.Of(variant.Variant.Request, variant.Seeds.ValueOf));
        reply.Status.Should().Be(variant.Answer!.Status);
        reply.Body.Should().Be(variant.Answer.Body?.Text.Render(variant.Seeds.ValueOf) ?? "");
    }

    [Test]
    public async Task A_session_gets_its_variant_where_that_rules_and_else_what_all_get()
    {
        await using var mock = await RunningMock.StartAsync("laravel");
        var client = new VendorClient(mock);
        var limited = VendorClient.Seeded(mock.Plan.Find("logout", "rate-limited"));
        (await client.LogoutAsync(limited)).Should().BeFalse("it has used up its calls");
        (await client.IsLiveAsync(limited)).Should().BeTrue("a refused logout ends no session, and the probe is not limited");
    }

    [TestCase("variant=session-of-another-user-openapi", 400)]
    [TestCase("variant=session-of-another-user", 404)]
    [TestCase("variant=\"session-of-another-user-openapi\"", 400)]
    [TestCase("Variant = session-of-another-user-openapi", 400)]
    [TestCase("respond-async, variant=session-of-another-user-openapi; wait=10", 400)]
    [TestCase("variant=session-of-another-user-openapi, variant=session-of-another-user", 400)]
    [TestCase("variant=session-unknown-openapi", 404)] // its rule does not fit: the session is known
    [TestCase("code=429", 429)]
    [TestCase("code=400, example=session-not-found", 400)]
    [TestCase("example=not-logged-in-7", 401)]
    [TestCase("variant=session-of-another-user-openapi, code=429", 429)]
    [TestCase("return=minimal", 404)]
    [TestCase("handling=lenient; wait=100, respond-async, safe", 404)]
    [TestCase("variants=x, code=many", 404)]
    [TestCase(",;=,", 404)]
    [TestCase("", 404)]
    public async Task Prefer_picks_an_answer(string prefer, int status)
    {
        await using var mock = await RunningMock.StartAsync("rocketchat");
        var reply = await mock.SendAsync(Preferring(mock.Plan.Find("logoutMySession", "session-of-another-user"), prefer));
        reply.Status.Should().Be(status, reply.Body);
    }

    [Test]
    public async Task An_answer_that_is_in_force_goes_before_one_of_another_release()
    {
        await using var mock = await RunningMock.StartAsync("rocketchat", release: "7");
        var reply = await mock.SendAsync("GET", "/api/v1/me", ("Prefer", "code=401"));
        reply.Body.Should().Be(mock.Plan.Find("getMe", "dead-7").Answer!.Body!.Text.Text);
    }

    [Test]
    public async Task An_answer_that_is_forced_leaves_the_session_alone()
    {
        await using var mock = await RunningMock.StartAsync("laravel");
        var client = new VendorClient(mock);
        (await mock.SendAsync(Preferring(client.Logout, "code=204"))).Status.Should().Be(204);
        (await client.IsLiveAsync(VendorClient.Seeded(client.Logout))).Should().BeTrue("only the answer was forced");
        (await mock.SendAsync(Preferring(client.Logout, "variant=session-ended"))).Status.Should().Be(204);
        (await client.IsLiveAsync(VendorClient.Seeded(client.Logout))).Should().BeFalse("the variant's rule fits, so its effect applies");
    }

    [Test]
    public async Task A_login_that_is_forced_opens_a_session()
    {
        await using var mock = await RunningMock.StartAsync("laravel");
        var reply = await mock.SendAsync("GET", "/api/v1/auth/github/callback", ("Prefer", "example=logged-in"));
        var token = System.Text.Json.JsonElement.Parse(reply.Body).GetProperty("token").GetString()!;
        var session = new Dictionary<string, string>(StringComparer.Ordinal) { ["token"] = token };
        (await new VendorClient(mock).IsLiveAsync(session)).Should().BeTrue();
    }

    [TestCase("variant=session-endet")]
    [TestCase("code=418")]
    [TestCase("code=204, example=none")]
    public async Task What_is_not_there_cannot_be_preferred(string prefer)
    {
        await using var mock = await RunningMock.StartAsync("laravel");
        var reply = await mock.SendAsync("DELETE", "/api/v1/logout", ("Prefer", prefer));
        reply.Status.Should().Be(400);
        reply["Content-Type"].Should().Be("application/problem+json");
        await Testing.Snapshot.Verify(reply.Body, $"Choosing.{prefer.Split('=', ',')[0]}-{prefer.Split('=', ',')[1]}");
    }

    [Test]
    public async Task A_method_that_has_no_variants_has_none_to_prefer()
    {
        await using var mock = await RunningMock.StartAsync("laravel");
        (await mock.SendAsync("POST", "/api/v1/customers", ("Prefer", "variant=live"))).Status.Should().Be(404);
    }

    [TestCase("edin", "logout", "wrong-method", "POST")]
    [TestCase("rocketchat", "logoutMySession", "options-7", "OPTIONS")]
    public async Task A_method_that_the_path_does_not_declare_has_variants_too(
        string contract, string operation, string name, string method)
    {
        await using var mock = await RunningMock.StartAsync(contract);
        var variant = mock.Plan.Find(operation, name);
        var reply = await mock.SendAsync(method, variant.Variant.Request.Path.Text, ("Prefer", $"variant={name}"));
        reply.Status.Should().Be(variant.Answer!.Status);
    }

    [Test]
    public void Names_of_preferences_are_read_in_any_case_and_the_first_of_two_counts() =>
        Preference.Parse("CODE=404; Example=a, example=b, code=500, VARIANT=v").Should().Be(new Preference("v", 404, "a"));

    private static RenderedRequest Preferring(PlannedVariant variant, string prefer)
    {
        var request = RenderedRequest.Of(variant.Variant.Request, variant.Seeds.ValueOf);
        return request with { Headers = request.Headers.Append(new Header("Prefer", prefer)).ToValueList() };
    }
}
