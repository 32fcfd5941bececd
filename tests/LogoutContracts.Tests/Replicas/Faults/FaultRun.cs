using System.Globalization;
using LogoutContracts.Tests.MockServer.Sequences;

namespace LogoutContracts.Tests.Replicas.Faults;

/// <summary>No fault makes an ended session live again, or keeps the mock from answering afterwards.</summary>
public sealed class FaultRun
{
    private const int Seed = 20261129;

    private static readonly string[] Contracts = ["laravel", "edin"];

    // A cluster of its own for so many faults, with two and four replicas in turn.
    private const int FaultsOfCluster = 50;

    [Test]
    public async Task One_fault_of_each_sort_revives_nothing()
    {
        await using var database = await PostgresPair.StartAsync();
        await using var cluster = await StartAsync(database, 2);
        var (earlier, rounds) = (new List<Event>(), new List<FaultRound>());

        foreach (var fault in Fault.All)
            rounds.Add(await FaultRound.RunAsync(cluster, fault, Seed, earlier));

        rounds.SelectMany(round => round.Findings.Select(finding => $"{round.Fault}: {finding}")).Should().BeEmpty();
        rounds.Where(round => !round.Counts).Should().BeEmpty("all servers should answer again");
    }

    /// <summary>
    /// The long form, by hand. <c>LOGOUT_CONTRACTS_FAULTS</c> is the number of faults, and <c>LOGOUT_CONTRACTS_FAULTS_FILE</c> a file with
    /// the rounds so far, from which it goes on.
    /// </summary>
    [Test]
    public async Task Many_faults_revive_nothing()
    {
        if (Environment.GetEnvironmentVariable("LOGOUT_CONTRACTS_FAULTS") is not { } wanted)
        {
            Assert.Ignore("It takes hours. Set LOGOUT_CONTRACTS_FAULTS to the number of faults.");
            return;
        }

        var progress = new FaultProgress(Environment.GetEnvironmentVariable("LOGOUT_CONTRACTS_FAULTS_FILE") ?? "faults.txt");
        while (progress.Counted < int.Parse(wanted, CultureInfo.InvariantCulture))
        {
            await using var database = await PostgresPair.StartAsync();
            await using var cluster = await StartAsync(database, progress.Rounds / FaultsOfCluster % 2 == 0 ? 2 : 4);
            var earlier = new List<Event>();
            do
            {
                var round = await FaultRound.RunAsync(
                    cluster, Fault.All[progress.Rounds % Fault.All.Count], unchecked(Seed + progress.Rounds), earlier);
                progress.Add(round, cluster.Replicas.Count);
                round.Findings.Should().BeEmpty("{0}, seed {1}", round.Fault, round.Seed);
            }
            while (progress.Rounds % FaultsOfCluster != 0);
        }
    }

    private static Task<Cluster> StartAsync(PostgresPair database, int replicas) => Cluster.StartAsync(
        database, replicas, Contracts, number => new ReplicaProcess($"replica-{number}", database.Connection, Contracts));
}
