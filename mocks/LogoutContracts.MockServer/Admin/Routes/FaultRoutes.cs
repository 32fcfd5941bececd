using LogoutContracts.MockServer.Contracts;
using LogoutContracts.MockServer.Overrides;

namespace LogoutContracts.MockServer.Admin.Routes;

/// <summary>Lists, adds and removes injected faults.</summary>
internal static class FaultRoutes
{
    private const string Faults = AdminRoute.Root + "/faults";

    private static readonly TimeSpan LongestDelay = TimeSpan.FromHours(1);

    public static IEnumerable<AdminRoute> Of(ServerState server) => OverrideRoutes.Of(
        server, Faults, "fault", static active => active.Fault is not null, body => Add(server, body),
        static overrides => overrides.Clear(forces: false, faults: true));

    private static AdminReply Add(ServerState server, AdminFields body)
    {
        var contract = ContractRoutes.Required(server, body);
        var operation = ContractRoutes.Operation(server, body, contract);
        var fault = Read(body);
        var trigger = TriggerFields.Read(body);
        return body.Problem() ?? OverrideRoutes.Added(contract!, Faults, contract!.Break(fault!, operation, trigger));
    }

    private static Fault? Read(AdminFields body)
    {
        var kind = body.Word("kind", Fault.Kinds);
        if (kind is "delay")
            return body.Duration("by", LongestDelay) is { } by ? new Fault.Delay(by) : null;
        if (body.Has("by") && kind is not null)
            body.Report("by", $"'by' is only for the kind 'delay'; found: '{kind}'.");
        return kind switch
        {
            "reset" => new Fault.Reset(),
            "empty" => new Fault.EmptyReply(),
            "truncate" => new Fault.TruncatedBody(),
            "hang" => new Fault.Hang(),
            _ => null,
        };
    }
}
