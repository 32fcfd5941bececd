using System.Text.Json;
using LogoutContracts.MockServer.Contracts;
using LogoutContracts.MockServer.Overrides;

namespace LogoutContracts.MockServer.Admin.Routes;

/// <summary>Routes that forced answers and faults share: list them with their counts, remove one, remove all.</summary>
internal static class OverrideRoutes
{
    /// <param name="what">What one of them is called in messages.</param>
    public static IEnumerable<AdminRoute> Of(
        ServerState server, string path, string what, Func<Override, bool> isOne, Func<AdminFields, AdminReply> add,
        Action<OverrideList> clear) =>
    [
        new("GET", path, _ => AdminJson.Reply(json => json.WriteArray(
            All(server).Where(pair => isOne(pair.Override)),
            static (json, pair) => Write(json, pair.Contract, pair.Override)))),
        new("POST", path, request => add(AdminFields.OfBody(request))),
        new("DELETE", path, _ =>
        {
            foreach (var contract in server.Contracts)
                clear(contract.Overrides);
            return AdminReply.Done;
        }),
        new("DELETE", $"{path}/{{id}}", request =>
            All(server).Any(pair => isOne(pair.Override) && Is(pair.Override, request.Id) && pair.Contract.TakeBack(request.Id))
                ? AdminReply.Done : AdminProblems.NoSuch(request.Id, what)),
    ];

    /// <summary>The reply to a request that added an override.</summary>
    public static AdminReply Added(MockedContract contract, string path, string id)
    {
        var added = contract.Overrides.All.FirstOrDefault(active => Is(active, id));
        return added is null ? AdminProblems.NoSuch(id, "override")
            : AdminJson.Reply(json => Write(json, contract, added), 201) with { Headers = [("Location", $"{path}/{id}")] };
    }

    private static IEnumerable<(MockedContract Contract, Override Override)> All(ServerState server) =>
        server.Contracts.SelectMany(contract => contract.Overrides.All.Select(active => (contract, active)));

    private static bool Is(Override active, string id) => string.Equals(active.Id, id, StringComparison.Ordinal);

    private static void Write(Utf8JsonWriter json, MockedContract contract, Override active)
    {
        json.WriteStartObject();
        json.WriteString("id", active.Id);
        json.WriteString("contract", contract.Plan.Contract.Id);
        json.WriteString("operation", active.OperationId);
        if (active.Fault is { } fault)
        {
            json.WriteString("kind", fault.Kind);
            json.WriteString("by", fault is Fault.Delay delay ? Iso8601.Text(delay.By) : null);
            json.WriteString("timing", fault.Timing == FaultTiming.BeforeEffect ? "before" : "after");
        }
        else
        {
            json.WriteString("variant", active.Variant);
            if (active.Raw is { } raw)
                json.WriteNumber("status", raw.Status);
            else
                json.WriteNull("status");
        }

        TriggerFields.Write(json, active.Trigger);
        json.WriteNumber("seen", active.Count.Seen);
        json.WriteNumber("met", active.Count.Met);
        json.WriteEndObject();
    }
}
