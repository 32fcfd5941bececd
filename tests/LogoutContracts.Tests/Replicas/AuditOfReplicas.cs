using LogoutContracts.Tests.Support;
using LogoutContracts.Verification.Audit;
using LogoutContracts.Verification.Http;
using LogoutContracts.Verification.Results;
using LogoutContracts.Verification.Running;

namespace LogoutContracts.Tests.Replicas;

/// <summary>An audit finds nothing at servers that share a database.</summary>
public sealed class AuditOfReplicas
{
    [Test]
    public async Task A_logout_at_one_server_is_known_to_the_others()
    {
        await using var replicas = await ReplicaSet.StartAsync(await SharedDatabase.Server, Plans.Of("laravel"), 3);
        var places = replicas.Servers.Select(server => server.BaseAddress).ToList();
        using var wire = new RawHttpClient();
        var section = await new Auditor(replicas.Plan).RunAsync(
            new(places[0], TargetKind.Live), wire, new() { Replicas = places[1..], Includes = static id => id is "T28" });
        section.Cases.Select(each => (each.Id, each.Outcome, each.Reason, Remarks: each.Remarks.Count)).Should().Equal(
            ("T0", Outcome.Passed, "", 0), ("T28", Outcome.Passed, "", 0));
    }
}
