using LogoutContracts.MockServer.Deciding;
using LogoutContracts.MockServer.Sharing;
using LogoutContracts.Tests.MockServer.Sequences;
using LogoutContracts.Tests.Replicas.Planted;
using LogoutContracts.Tests.Support;

namespace LogoutContracts.Tests.Replicas.Faults;

/// <summary>The faults find the mistakes that a shared state could have.</summary>
public sealed class PlantedBugs
{
    private const int Seed = 7;
    private const int MostRounds = 40;
    private const int MostSequences = 500;

    private static readonly string[] Contracts = ["laravel", "edin"];

    [Test]
    public Task A_session_that_is_cached_as_live() => IsFoundAsync("network: delay", static (_, sound) => new Bugs.CachedLook(sound));

    [Test]
    public Task An_answer_before_the_commit() => IsFoundAsync("network: delay", static (_, sound) => new Bugs.AnswerBeforeCommit(sound));

    [Test]
    public Task A_blind_retry() => IsFoundAsync("network: cut", static (_, sound) => new Bugs.BlindRetry(sound));

    [Test]
    public async Task Reads_from_the_standby()
    {
        await using var database = await PostgresPair.StartAsync();
        await IsFoundAsync(
            database, database.ConnectionOfPrimary, "stop the replay",
            (state, sound) => new Bugs.StandbyRead(state, sound, database.Standby.Connection));
    }

    [Test]
    public async Task A_standby_that_is_not_synchronous()
    {
        await using var database = await PostgresPair.StartAsync(isSynchronous: false);
        await IsFoundAsync(database, database.Connection, "fail over", static (_, sound) => sound);
    }

    [Test]
    public async Task Two_sessions_that_end_each_other()
    {
        await using var replicas = await ReplicaSet.StartAsync(
            await SharedDatabase.Server, Plans.Of("rocketchat"), plant: static (_, sound) => new Bugs.OnlyChangedLocked(sound));
        var sequence = new Sequence(
            [new(StepKind.Login), new(StepKind.Login)], [[new(StepKind.EndOther, On: 0, By: 1)], [new(StepKind.EndOther, On: 1, By: 0)]]);
        var isFound = false;

        for (var round = 0; round < MostSequences && !isFound; round++)
            isFound = !Linearizability.Holds(SessionsModel.Empty(null), await SequenceRun.EventsOfAsync(replicas, sequence));

        isFound.Should().BeTrue("both were answered as if they had ended the other");
    }

    private static async Task IsFoundAsync(string fault, Func<ContractState, ISharedContract, ISharedContract> plant)
    {
        await using var database = await PostgresPair.StartAsync();
        await IsFoundAsync(database, database.ConnectionOfPrimary, fault, plant);
    }

    private static async Task IsFoundAsync(
        PostgresPair database, string connection, string fault, Func<ContractState, ISharedContract, ISharedContract> plant)
    {
        await using var cluster = await Cluster.StartAsync(
            database, 2, Contracts, number => new PlantedReplica($"replica-{number}", connection, Contracts, plant));
        var (earlier, findings) = (new List<Event>(), (IReadOnlyList<string>)[]);

        for (var round = 0; round < MostRounds && findings.Count == 0; round++)
            findings = (await FaultRound.RunAsync(cluster, Fault.Named(fault), Seed + round, earlier)).Findings;

        findings.Should().NotBeEmpty("{0} should show it", fault);
    }
}
