using System.Text.RegularExpressions;
using LogoutContracts.Cli.Context;

namespace LogoutContracts.Tests.Cli.Gate;

/// <summary><c>diff</c> with a commit as one side, and with waivers.</summary>
public sealed partial class DiffOfCommits : IDisposable
{
    private readonly GatedRepository gated = GatedRepository.Create();

    [TestCase("git:HEAD:specs", "specs")]
    [TestCase("git:HEAD:specs/small", "specs/small")]
    [TestCase("git:HEAD:specs/small/openapi.yaml", "specs")]
    [TestCase("git:HEAD^0:./specs", "git:changed:specs")]
    public async Task A_side_can_be_a_commit(string old, string @new)
    {
        gated.Command.Write("specs/small/openapi.yaml", GatedRepository.Changed);
        gated.Repository.Git("checkout", "-q", "-b", "changed");
        gated.Repository.Commit();
        gated.Repository.Git("checkout", "-q", "main");
        gated.Command.Write("specs/small/openapi.yaml", GatedRepository.Changed);
        gated.Command.Write("specs/other/openapi.yaml", GatedRepository.Small.Replace("id: small", "id: other", StringComparison.Ordinal));

        var result = await gated.Command.RunAsync("diff", old, @new);

        result.Should().BeEquivalentTo(new { Code = ExitCodes.ContractDoesNotHold, Error = "" });
        result.Out.Should().Contain("ERROR status-changed: small POST /logout")
            .And.MatchRegex(@"old +git:HEAD(\^0)?:specs/small/openapi\.yaml:\d+");
        result.Out.Contains("contract-added", StringComparison.Ordinal).Should().Be(old is "git:HEAD:specs");
    }

    [Test]
    public async Task Waivers_accept_changes()
    {
        gated.Command.Write("specs/small/openapi.yaml", GatedRepository.Changed);
        var before = await gated.Command.RunAsync("diff", "git:HEAD:specs", "specs", "--report", "markdown=diff.md");
        var ids = Ids().Matches(before.Out).Select(match => match.Value).ToList();
        ids.Should().NotBeEmpty();
        File.ReadAllText(gated.Command.PathOf("diff.md")).Should().Contain("To accept it, add to the waivers in .logout-contracts.yaml");

        gated.Command.Write(".logout-contracts.yaml", $"""
            waivers:
              - {"{"} id: status-changed-0000000000, reason: 'of another change', expires: 9999-12-31 {"}"}
              - {"{"} id: status-changed-1111111111, reason: 'of the past', expires: 2020-01-01 {"}"}
            {string.Concat(ids.Select(id => $"  - {{ id: {id}, reason: 'agreed', expires: 9999-12-31 }}\n"))}
            """);
        var after = await gated.Command.RunAsync("diff", "git:HEAD:specs", "specs");

        after.Code.Should().Be(ExitCodes.Fine);
        foreach (var id in ids)
            after.Out.Should().MatchRegex($@"  accepted      {id} \(small POST /logout.*\),\s+until\s+9999-12-31:\s+agreed");
        after.Out.Should().Contain("  unused        the waiver for status-changed-0000000000")
            .And.Contain("  expired       the waiver for status-changed-1111111111, on 2020-01-01; it has no effect")
            .And.NotContain("ERROR");
    }

    public void Dispose() => gated.Dispose();

    [GeneratedRegex(@"(?<=- \{ id: )[a-z0-9-]+", RegexOptions.CultureInvariant)]
    private static partial Regex Ids();
}
