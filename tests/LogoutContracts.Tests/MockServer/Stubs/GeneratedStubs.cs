using System.Collections.Concurrent;
using LogoutContracts.MockServer;
using LogoutContracts.MockServer.Stubs;
using LogoutContracts.Tests.Support;
using LogoutContracts.Verification.Http;
using LogoutContracts.Verification.Results;
using LogoutContracts.Verification.Running;

namespace LogoutContracts.Tests.MockServer.Stubs;

/// <summary>The server answers from the generated stubs of all contracts as the contracts say.</summary>
public sealed class GeneratedStubs
{
    private static IEnumerable<object[]> Folders =>
        Plans.Ids.SelectMany(id => ((string[])["wiremock", "wiremock-net"]).Select(dialect => new object[] { id, dialect }));

    [TestCaseSource(nameof(Folders))]
    public async Task Each_variant_is_answered_or_cannot_be_expressed(string contract, string dialect)
    {
        var plan = Plans.Of(contract);
        var folder = StubFolder.Load(Path.Combine(SourceTree.Root, "mocks", contract, dialect)).Require();
        await using var server = await LogoutMockServer.StartAsync([], new() { AdminPort = null, Stubs = [folder] });
        var target = new Target(server.AddressOfStubs(folder.Set.Name), TargetKind.Stubs);

        using var wire = new RawHttpClient();
        var verifier = new Verifier(plan, target, wire);
        var wrong = new ConcurrentQueue<string>();
        await Parallel.ForEachAsync(plan.Variants, async (variant, cancellation) =>
        {
            var verdict = await verifier.VerifyAsync(variant, cancellation);
            var isExcused = verdict.Outcome == Outcome.Inconclusive
                && (!variant.IsServed || verdict.Reason.StartsWith("Stubs cannot express it", StringComparison.Ordinal));
            if (verdict.Outcome != Outcome.Passed && !isExcused)
                wrong.Enqueue($"{variant.Operation}.{variant.Name}: {verdict.Outcome} {verdict.Reason}");
        });

        wrong.Should().BeEmpty();
    }
}
