using LogoutContracts.Mocks.Plans;
using LogoutContracts.Mocks.Stubs.Format;
using LogoutContracts.Mocks.Stubs.Planning;
using LogoutContracts.Tests.Support;

namespace LogoutContracts.Tests.Mocks;

/// <summary>
/// What the WireMock.Net mappings answer. For WireMock's mappings, .ci/wiremock does the same with the real server.
/// </summary>
public sealed class StubAnswers
{
    private const string Replay = "replay";

    [TestCaseSource(typeof(Plans), nameof(Plans.Ids))]
    public void Every_variant_that_stubs_express_is_answered(string contract)
    {
        var plan = Plans.Of(contract);
        var stubs = StubsOf(contract);
        var planned = StubPlanner.Plan(plan);
        foreach (var variant in plan.Variants.Where(planned.Expresses))
        {
            stubs.Reset();
            var answer = Preconditions.SeededRequests(plan, variant).Select(stubs.Answer).ToList()[^1];
            var expected = variant.Answer!.Body?.Text.Render(variant.Seeds.ValueOf) ?? "";
            answer.Should().NotBeNull("{0} {1} should have a stub", variant.Operation, variant.Name);
            (answer!.Status, answer.Body).Should().Be((variant.Answer.Status, expected), "{0} {1}", variant.Operation, variant.Name);
        }
    }

    [Test]
    public void WireMock_tries_mappings_one_by_one_so_there_are_few() =>
        StubPlanner.Plan(Plans.Of("rocketchat")).Groups.Sum(group => group.Stubs.Count).Should().BeLessThan(150);

    [Test]
    public void A_dead_session_has_no_stubs_of_its_own_but_the_same_answers()
    {
        var plan = Plans.Of("rocketchat");
        var replay = plan.Find("logoutMySession", Replay);
        StubPlanner.Plan(plan).Groups.First(group => group.Name.EndsWith($".{Replay}", StringComparison.Ordinal)).Stubs
            .Should().OnlyContain(stub => stub.Scenario!.Required == StubScenario.Started);

        var stubs = StubsOf("rocketchat");
        var requests = Preconditions.SeededRequests(plan, replay);
        foreach (var request in requests)
            stubs.Answer(request);
        stubs.Answer(requests[^1]).Should().BeEquivalentTo(new { replay.Answer!.Status });
        stubs.Answer(requests[^1] with { Body = "{\"sessionId\":" })!.Status.Should().Be(400, "the body is read before the session");
    }

    [Test]
    public void A_form_logs_out_as_json_does()
    {
        var plan = Plans.Of("rocketchat");
        var stubs = StubsOf("rocketchat");
        var ended = plan.Find("logoutMySession", "session-ended");
        var json = ended.SeededRequest();
        var id = ended.Seeds.Find(LogoutContracts.Specs.Model.Role.Caller)!["sessionId"];
        stubs.Answer(json with { Body = $"sessionId={id}" })!.Status.Should().Be(ended.Answer!.Status);
        stubs.Answer(json)!.Status.Should().Be(401);
    }

    private static StubInterpreter StubsOf(string contract) => new(SourceTree.PathOf("mocks", contract, "wiremock-net"));
}
