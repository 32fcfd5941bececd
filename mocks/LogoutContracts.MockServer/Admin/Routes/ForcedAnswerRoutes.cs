using LogoutContracts.MockServer.Contracts;

namespace LogoutContracts.MockServer.Admin.Routes;

/// <summary>Lists, adds and removes forced answers.</summary>
internal static class ForcedAnswerRoutes
{
    private const string Force = AdminRoute.Root + "/force";

    public static IEnumerable<AdminRoute> Of(ServerState server) => OverrideRoutes.Of(
        server, Force, "forced answer", static active => active.Variant is not null, body => Add(server, body),
        static overrides => overrides.Clear(forces: true, faults: false));

    private static AdminReply Add(ServerState server, AdminFields body)
    {
        var contract = ContractRoutes.Required(server, body);
        var operation = ContractRoutes.Operation(server, body, contract);
        var isKnown = contract is not null && (operation is not null || !body.Has("operation"));
        var variant = isKnown
            ? body.Word(
                "variant", contract!.Served(operation), operation is null ? $" in '{contract.Plan.Contract.Id}'" : $" of '{operation}'")
            : body.Text("variant");
        var trigger = TriggerFields.Read(body);
        return body.Problem() ?? OverrideRoutes.Added(contract!, Force, contract!.Force(operation, variant!, trigger));
    }
}
