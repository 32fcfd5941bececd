using LogoutContracts.Fuzz.Engine;
using LogoutContracts.Fuzz.Readers;
using LogoutContracts.Fuzz.Reports;
using LogoutContracts.Fuzz.Servers;

namespace LogoutContracts.Fuzz;

/// <summary>Random inputs break nothing: no exception, no hang, no wrong answer to the next client.</summary>
[Parallelizable(ParallelScope.All)]
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class FuzzTests
{
    private static IEnumerable<TestCaseData> Targets =>
        Create().Select(target => new TestCaseData(target.Name).SetArgDisplayNames(target.Name));

    [TestCaseSource(nameof(Targets))]
    public async Task Nothing_breaks(string name)
    {
        await using var target = Create().Single(target => string.Equals(target.Name, name, StringComparison.Ordinal));
        await target.StartAsync();

        var inputs = await Fuzzer.RunAsync(target, FuzzSettings.FromEnvironment);

        await TestContext.Out.WriteLineAsync($"{name}: {inputs} inputs, seed {FuzzSettings.FromEnvironment.Seed}");
    }

    [Test]
    public async Task A_planted_bug_is_found_and_its_input_made_small()
    {
        await using var target = new PlantedBug();
        var fuzzing = () => Fuzzer.RunAsync(target, new(TimeSpan.FromMinutes(5), Seed: 1));

        (await fuzzing.Should().ThrowAsync<AssertionException>()).Which.Message
            .Should().MatchRegex(@"^planted-bug does not withstand input \d+ of seed 1: System\.FormatException");
        var (file, input) = Corpus.Of(target).Should().ContainSingle().Subject;
        input.Should().Equal("null"u8.ToArray(), "the other bytes play no part");
        Directory.Delete(Path.GetDirectoryName(file)!, recursive: true);
    }

    private static IEnumerable<FuzzTarget> Create() =>
    [
        new SpecTarget(), new OverlayTarget(), new WorkflowTarget(), new ReportTarget(), new ContractPortTarget(), new AdminPortTarget(),
        new TlsTarget(), new Http2Target(),
    ];

    private sealed class PlantedBug() : FuzzTarget("planted-bug")
    {
        public override IReadOnlyList<byte[]> Samples => ["a: 1\nb: [2, 3]\n"u8.ToArray()];

        public override Task<string?> TryAsync(byte[] input) =>
            input.AsSpan().IndexOf("null"u8) < 0 ? Task.FromResult<string?>(null) : throw new FormatException();
    }
}
