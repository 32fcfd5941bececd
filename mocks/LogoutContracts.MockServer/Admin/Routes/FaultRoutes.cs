using LogoutContracts.MockServer.Contracts;
using LogoutContracts.MockServer.Overrides;

namespace LogoutContracts.MockServer.Admin.Routes;

/// <summary>Lists, adds and removes injected faults.</summary>
internal static class FaultRoutes
{
    private const string Faults = AdminRoute.Root + "/faults";

    private static readonly Dictionary<string, FaultTiming> Timings = new(StringComparer.Ordinal)
    {
        ["before"] = FaultTiming.BeforeEffect,
        ["after"] = FaultTiming.AfterEffect,
    };

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
        var by = kind is "delay" ? body.Duration("by", LongestDelay) : null;
        if (kind is not "delay" && body.Has("by") && kind is not null)
            body.Report("by", $"'by' is only for the kind 'delay'; found: '{kind}'.");
        var timing = body.OptionalWord("timing", [.. Timings.Keys]);
        Fault? fault = kind switch
        {
            "delay" => by is { } length ? new Fault.Delay(length) : null,
            "reset" => new Fault.Reset(),
            "empty" => new Fault.EmptyReply(),
            "truncate" => new Fault.TruncatedBody(),
            "hang" => new Fault.Hang(),
            _ => null,
        };
        return fault is null || timing is null ? fault : fault with { Timing = Timings[timing] };
    }
}
