using System.Text.Json;
using LogoutContracts.MockServer.Contracts;
using LogoutContracts.MockServer.Overrides;

namespace LogoutContracts.MockServer.Admin.Routes;

/// <summary>Routes that forced answers and faults share: list them with their counts, remove one, remove all.</summary>
internal static class OverrideRoutes
{
    /// <param name="what">What one of them is called in messages.</param>
    public static IEnumerable<AdminRoute> Of(ServerState server, string path, string what, Func<Override, bool> isOne, Func<AdminFields, AdminReply> add, Action<ActiveOverrides> clear) =>
    [
        new("GET", path, _ => AdminJson.Reply(json => json.WriteArray(All(server).Where(pair => isOne(pair.Steer)), static (json, pair) => Write(json, pair.Contract, pair.Steer)))),
        new("POST", path, request => add(AdminFields.OfBody(request))),
        new("DELETE", path, _ =>
        {
            foreach (var contract in server.Contracts)
                clear(contract.Steering);
            return AdminReply.Done;
        }),
        new("DELETE", $"{path}/{{id}}", request => All(server).Any(pair => isOne(pair.Steer) && Is(pair.Steer, request.Id) && pair.Contract.TakeBack(request.Id))
            ? AdminReply.Done : AdminProblems.NoSuch(request.Id, what)),
    ];

    /// <summary>The reply to a request that added an override.</summary>
    public static AdminReply Added(MockedContract contract, string path, string id)
    {
        var added = contract.Steering.All.FirstOrDefault(steer => Is(steer, id));
        return added is null ? AdminProblems.NoSuch(id, "override") : AdminJson.Reply(json => Write(json, contract, added), 201) with { Headers = [("Location", $"{path}/{id}")] };
    }

    private static IEnumerable<(MockedContract Contract, Override Steer)> All(ServerState server) => server.Contracts.SelectMany(contract => contract.Steering.All.Select(steer => (contract, steer)));

    private static bool Is(Override steer, string id) => string.Equals(steer.Id, id, StringComparison.Ordinal);

    private static void Write(Utf8JsonWriter json, MockedContract contract, Override steer)
    {
        json.WriteStartObject();
        json.WriteString("id", steer.Id);
        json.WriteString("contract", contract.Plan.Contract.Id);
        json.WriteString("operation", steer.Asked);
        if (steer.Fault is { } fault)
        {
            json.WriteString("kind", fault.Kind);
            json.WriteString("by", fault is Fault.Delay delay ? Iso8601.Text(delay.By) : null);
        }
        else
        {
            json.WriteString("variant", steer.Variant);
        }

        TriggerFields.Write(json, steer.Occasion);
        json.WriteNumber("seen", steer.Count.Seen);
        json.WriteNumber("met", steer.Count.Met);
        json.WriteEndObject();
    }
}
