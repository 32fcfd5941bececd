using LogoutContracts.Cli.Files;
using LogoutContracts.Tests.Support;

namespace LogoutContracts.Tests.Cli.Files;

/// <summary>Several programs that start at the same time agree on a key.</summary>
public sealed class FirstWriters
{
    [Test]
    public async Task Of_many_at_once_one_wins_and_the_others_get_its_text()
    {
        const int Writers = 4;
        const int Rounds = 500;
        using var folder = new CommandLineRun();
        using var start = new Barrier(Writers);
        var writers = Enumerable.Range(0, Writers).Select(writer => Task.Factory.StartNew(
            () => Enumerable.Range(0, Rounds).Select(round =>
            {
                start.SignalAndWait();
                return OwnerFiles.KeepFirst(folder.PathOf($"{round}.key"), isSecret: true, () => $"{writer}");
            }).ToList(),
            CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default));

        var texts = await Task.WhenAll(writers);

        for (var round = 0; round < Rounds; round++)
        {
            var stored = await File.ReadAllTextAsync(folder.PathOf($"{round}.key"));
            texts.Select(all => all[round]).Should().AllBe(stored, "round {0}", round);
        }

        Directory.EnumerateFiles(folder.Folder, "*.key*").Should().HaveCount(Rounds, "no temporary files remain");
    }
}
