using System.Text.Json;
using LogoutContracts.Mocks;
using LogoutContracts.MockServer;
using LogoutContracts.MockServer.Admin;
using LogoutContracts.MockServer.Admin.Routes;
using LogoutContracts.MockServer.Contracts;
using LogoutContracts.MockServer.Flaws;

namespace LogoutContracts.Page.Switching;

/// <summary>Switches a contract to another release, or to a mock with a flaw. Sessions stay.</summary>
internal sealed class SwitchRoutes
{
    private const string Switches = $"{AdminRoute.Root}/switches";

    private readonly LogoutMockServer server;
    private readonly Lock changing = new();
    private readonly Dictionary<string, Setting> first;
    private readonly Dictionary<string, IReadOnlyList<Flaw>> flaws;

    /// <param name="flaws">The flaws that the mocks start with.</param>
    public SwitchRoutes(LogoutMockServer server, IReadOnlyList<Flaw> flaws)
    {
        this.server = server;
        first = server.Contracts.ToDictionary(
            contract => contract.Plan.Contract.Id, contract => new Setting(contract.Plan.Release, flaws), StringComparer.Ordinal);
        this.flaws = first.ToDictionary(setting => setting.Key, setting => setting.Value.Flaws, StringComparer.Ordinal);
    }

    public IEnumerable<AdminRoute> All =>
    [
        new("GET", Switches, _ => List()),
        new("POST", Switches, request => Change(AdminFields.OfBody(request))),
        new("DELETE", Switches, _ => EndAll()),
    ];

    /// <summary>The flaws that the mock of a contract has now.</summary>
    public IReadOnlyList<Flaw> FlawsOf(string contract)
    {
        lock (changing)
            return flaws[contract];
    }

    private AdminReply List()
    {
        lock (changing)
            return AdminJson.Reply(json => json.WriteArray(server.Contracts, Write));
    }

    private AdminReply Change(AdminFields body)
    {
        var contract = ContractRoutes.Required(server.State, body);
        var releases = contract?.Plan.Contract.Releases.Known.ToList() ?? [];
        var of = $" of '{contract?.Plan.Contract.Id}'";
        var release = contract is null ? body.OptionalText("release") : body.OptionalWord("release", releases, of);
        var names = contract is null ? [] : FlawsOn(contract).Select(flaw => flaw.Name).Append("none").ToList();
        var flaw = contract is null ? body.OptionalText("flaw") : body.OptionalWord("flaw", names, of);
        if (body.Problem() is { } problem)
            return problem;
        if (server.State.IsShared)
            return AdminProblems.Shared();
        lock (changing)
        {
            var id = contract!.Plan.Contract.Id;
            Apply(id, new(
                release ?? contract.Plan.Release,
                flaw is null ? flaws[id] : FlawCatalog.Find(flaw) is { } found ? [found] : []));
        }

        return List();
    }

    private AdminReply EndAll()
    {
        lock (changing)
        {
            foreach (var (id, setting) in first)
                Apply(id, setting);
        }

        return AdminReply.Done;
    }

    private void Apply(string id, Setting setting)
    {
        // A reload of changed specs may have brought back another release.
        if (!string.Equals(server[id].Plan.Release, setting.Release, StringComparison.Ordinal))
            server.Reload(MockPlanner.Plan(server[id].Plan.Contract, setting.Release).Require());
        if (!flaws[id].SequenceEqual(setting.Flaws))
            server.SetFlaws(id, setting.Flaws);
        flaws[id] = setting.Flaws;
    }

    private void Write(Utf8JsonWriter json, MockedContract contract)
    {
        var id = contract.Plan.Contract.Id;
        json.WriteStartObject();
        json.WriteString("contract", id);
        json.WriteString("release", contract.Plan.Release);
        json.WriteString("firstRelease", first[id].Release);
        json.WriteStartArray("flaws");
        foreach (var flaw in flaws[id])
            json.WriteStringValue(flaw.Name);
        json.WriteEndArray();
        json.WritePropertyName("known");
        json.WriteArray(FlawsOn(contract), static (json, flaw) =>
        {
            json.WriteStartObject();
            json.WriteString("name", flaw.Name);
            json.WriteString("summary", flaw.Summary);
            json.WriteEndObject();
        });
        json.WriteEndObject();
    }

    private static IEnumerable<Flaw> FlawsOn(MockedContract contract) =>
        FlawCatalog.All.Where(flaw => !flaw.IsOfReplicas && flaw.ShowsOn(contract.Plan));

    private sealed record Setting(string? Release, IReadOnlyList<Flaw> Flaws);
}
