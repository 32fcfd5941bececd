using System.Security.Cryptography;
using System.Text;
using LogoutContracts.Mocks.Plans;
using LogoutContracts.Mocks.Requests;
using LogoutContracts.Mocks.Stubs.Format;
using LogoutContracts.Specs.Model;
using LogoutContracts.Specs.Primitives;

namespace LogoutContracts.Mocks.Stubs.Planning;

/// <summary>A stub without an id.</summary>
/// <param name="Answer">The variant that answers.</param>
internal sealed record StubDraft(
    PlannedVariant Answer, string Name, int Priority, StubScenario? Scenario, StubRequest Request, StubResponse Response)
{
    public Stub Finish(MockPlan plan, PlannedVariant owner, int index) => new(
        new Guid(SHA256.HashData(Encoding.UTF8.GetBytes($"{plan.Contract.Id}/{owner.Operation}/{owner.Name}/{index}")).AsSpan(0, 16)), Name,
        Priority, Scenario, Request, Response);

    public static StubResponse Respond(PlannedVariant answer, Func<Hole, string> valueOf) => new(
        answer.Answer!.Status,
        answer.Answer.Headers.SelectMany(header => header.Values.Select(value => new Header(header.Name, value.Render(valueOf))))
            .ToValueList(),
        answer.Answer.Body?.Text.Render(valueOf) ?? "");
}
