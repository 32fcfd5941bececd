using LogoutContracts.Mocks.Requests;
using LogoutContracts.MockServer.Contracts;
using LogoutContracts.MockServer.Overrides;
using LogoutContracts.Specs.Primitives;

namespace LogoutContracts.MockServer.Admin.Routes;

/// <summary>Lists, adds and removes forced answers.</summary>
internal static class ForcedAnswerRoutes
{
    private const string Force = AdminRoute.Root + "/force";

    private static readonly string[] OfAnswers = ["headers", "body"];

    public static IEnumerable<AdminRoute> Of(ServerState server) => OverrideRoutes.Of(
        server, Force, "forced answer", static active => active.Fault is null, body => Add(server, body),
        static overrides => overrides.Clear(forces: true, faults: false));

    private static AdminReply Add(ServerState server, AdminFields body)
    {
        var contract = ContractRoutes.Required(server, body);
        var operation = ContractRoutes.Operation(server, body, contract);
        var answer = body.Has("status") ? Answer(body) : null;
        var variant = body.Has("status") ? Misplaced(body) : Variant(body, contract, operation);
        var trigger = TriggerFields.Read(body);
        return body.Problem() ?? OverrideRoutes.Added(
            contract!, Force,
            answer is not null ? contract!.Force(operation, answer, trigger) : contract!.Force(operation, variant!, trigger));
    }

    private static string? Variant(AdminFields body, MockedContract? contract, string? operation)
    {
        foreach (var name in OfAnswers.Where(body.Has))
            body.Report(name, $"'{name}' requires 'status'.");
        var isKnown = contract is not null && (operation is not null || !body.Has("operation"));
        return isKnown
            ? body.Word(
                "variant", contract!.Served(operation), operation is null ? $" in '{contract.Plan.Contract.Id}'" : $" of '{operation}'")
            : body.Text("variant");
    }

    private static string? Misplaced(AdminFields body)
    {
        if (body.Has("variant"))
            body.Report("variant", "Set only one of 'variant' and 'status'; found both.");
        return null;
    }

    private static RawAnswer? Answer(AdminFields body)
    {
        var status = body.Whole("status", RawAnswer.First, RawAnswer.Last);
        var headers = body.Texts("headers");
        var text = body.OptionalText("body") ?? "";
        if (status is not { } known)
            return null;
        var answer = new RawAnswer((int)known)
        {
            Headers = headers.Select(pair => new Header(pair.Key, pair.Value)).ToValueList(),
            Body = text,
        };
        foreach (var (field, detail) in answer.Problems())
            body.Report(field, detail);
        return answer;
    }
}
