using LogoutContracts.Mocks.Plans;
using LogoutContracts.Mocks.Requests;
using LogoutContracts.Specs.Model;
using LogoutContracts.Tests.Support;
using LogoutContracts.Verification.Http;

namespace LogoutContracts.Tests.Mocks;

/// <summary>
/// A client that knows nothing but the answers of the WireMock.Net mappings logs in, logs out and finds its session dead. For WireMock's
/// mappings, .ci/wiremock does the same with the real server.
/// </summary>
public sealed class StubWalks
{
    [TestCaseSource(typeof(Plans), nameof(Plans.Ids))]
    public void A_client_gets_all_that_it_needs_from_the_stubs(string contract)
    {
        var plan = Plans.Of(contract);
        var stubs = new StubInterpreter(Path.Combine(SourceTree.Root, "mocks", contract, "wiremock-net"));
        var session = new Dictionary<string, string>(StringComparer.Ordinal);
        var kind = plan.Contract.Sessions.DefaultKind;
        var login = Preconditions.OpenerOf(plan, kind)!;
        foreach (var hole in HolesOf(login).Where(hole => hole.Role == Role.Fresh))
            Learn(Giving(hole.Name));
        foreach (var (name, value) in ResponseValues.In(Send(login), plan, login.Operation))
            session[name] = value;
        foreach (var id in plan.Contract.Sessions.Ids.Where(id => !session.ContainsKey(id.Name)))
            Learn(Giving(id.Name));

        var live = Send(plan.Live);
        IsAnswerOf(plan.Live, live).Should().BeTrue("the session of the login should be live, not {0} {1}", live.Status, live.Body);
        var logout = Preconditions.EnderOf(plan, kind)!;
        Send(logout).Status.Should().Be(logout.Answer!.Status);
        IsAnswerOf(plan.Live, Send(plan.Live)).Should().BeFalse("the session should be dead after the logout");
        Send(logout);
        IsAnswerOf(plan.Live, Send(plan.Live)).Should().BeFalse("the session should stay dead after a second logout");

        PlannedVariant Giving(string name) => plan.Variants.First(variant => variant is { IsDefault: true, IsServed: true }
            && variant.Answer?.Status is >= 200 and < 300
            && plan.Contract.FindOperation(variant.Operation)?.Session.Gives
                .Any(given => string.Equals(given.Name, name, StringComparison.Ordinal)) is true);

        void Learn(PlannedVariant giving)
        {
            var answer = Send(giving);
            foreach (var given in plan.Contract.FindOperation(giving.Operation)!.Session.Gives)
                session[given.Name] = ResponseValues.Find(given.From, answer)!;
        }

        ReceivedResponse Send(PlannedVariant variant)
        {
            var request = RenderedRequest.Of(variant.Variant.Request, hole => ValueOf(variant, hole));
            var answer = stubs.Answer(request);
            answer.Should().NotBeNull("{0} {1} should have a stub", request.Method, request.Target);
            return new(answer!.Status, answer.Headers, answer.Body);
        }

        // Crafter answers dead sessions with the same status.
        bool IsAnswerOf(PlannedVariant variant, ReceivedResponse answer) => answer.Status == variant.Answer!.Status
            && string.Equals(
                answer.Body, variant.Answer.Body?.Text.Render(hole => ValueOf(variant, hole)) ?? "", StringComparison.Ordinal);

        string ValueOf(PlannedVariant variant, Hole hole) => session.GetValueOrDefault(hole.Name) ?? variant.Seeds.ValueOf(hole);
    }

    private static List<Hole> HolesOf(PlannedVariant variant)
    {
        var holes = new List<Hole>();
        RenderedRequest.Of(variant.Variant.Request, hole =>
        {
            holes.Add(hole);
            return "";
        });
        return holes;
    }
}
