using System.Text.Json;
using System.Text.RegularExpressions;
using LogoutContracts.Cli.Context;
using LogoutContracts.Tests.Support;

namespace LogoutContracts.Tests.Cli.Gate;

/// <summary>Each part of the gate finds what it is there for, and what it cannot judge is never green.</summary>
public sealed partial class GateParts : IDisposable
{
    private const string Contract = "specs/small/openapi.yaml";

    private readonly GatedRepository gated = GatedRepository.Create();

    [Test]
    public async Task An_invalid_spec_is_not_judged()
    {
        gated.Command.Write(Contract, GatedRepository.Small.Replace("  port:", "  prot:", StringComparison.Ordinal));
        var broken = await gated.RunAsync("--base", "HEAD");
        broken.Code.Should().Be(ExitCodes.UsedWrongly);
        broken.Out.Should().Contain("CANNOT TELL diff: small: the spec is invalid, see lint.").And.Contain("ERROR unknown-field: small")
            .And.Contain("  specs/small/openapi.yaml:6").And.Contain("The gate cannot judge this change, so it does not pass.");

        gated.Repository.Commit();
        gated.Command.Write(Contract, GatedRepository.Small);
        var mended = await gated.RunAsync("--base", "HEAD");
        mended.Code.Should().Be(ExitCodes.UsedWrongly);
        mended.Out.Should().MatchRegex(
            @"diff: small: the spec is invalid at the base\.\n +git:[0-9a-f]{12}:specs/small/openapi\.yaml:6:3: unknown-field");
    }

    [Test]
    public async Task Stale_stubs_are_found()
    {
        (await gated.Command.RunAsync("generate", "--output", "our stubs", "--specs", "specs")).Code.Should().Be(ExitCodes.Fine);
        (await gated.RunAsync("--base", "HEAD", "--stubs", "our stubs")).Out.Should().MatchRegex(@"stubs +passed: \d+ files");
        File.Delete(gated.Command.PathOf("our stubs/small/not-expressible.json"));

        var stale = await gated.RunAsync("--base", "HEAD", "--stubs", "our stubs");

        stale.Code.Should().Be(ExitCodes.ContractDoesNotHold);
        stale.Out.Should().Contain("1 generated file is out of date").And.Contain("missing: our stubs/small/not-expressible.json")
            .And.Contain("what to do    Run: logout-contracts generate --output");
    }

    [Test]
    public async Task A_contract_that_promises_less_than_before_is_found()
    {
        // What the contract lacks at the base, too, is no finding.
        (await gated.RunAsync("--base", "HEAD")).Code.Should().Be(ExitCodes.Fine);
        gated.Command.Write(Contract, GatedRepository.WithLogout(logout =>
            logout.Replace("basis: [document, Logout]\n        ended:", "basis: assumption\n        ended:", StringComparison.Ordinal)));

        var result = await gated.RunAsync("--base", "HEAD");

        result.Code.Should().Be(ExitCodes.ContractDoesNotHold);
        result.Out.Should().MatchRegex("(?m)^ERROR T1: small").And.Contain("met at the base, now not stated in release 1, 2.");
    }

    [Test]
    public async Task A_weaker_promise_can_be_accepted()
    {
        gated.Command.Write(Contract, GatedRepository.WithLogout(
            logout => logout.Replace("then: { caller: ended }", "then: { caller: active }", StringComparison.Ordinal)));
        var ids = Ids().Matches((await gated.RunAsync("--base", "HEAD")).Out).Select(match => match.Value).ToList();
        ids.Should().Contain(id => id.StartsWith("promise-", StringComparison.Ordinal))
            .And.Contain(id => id.StartsWith("session-survives-", StringComparison.Ordinal));
        gated.Command.Write(
            ".logout-contracts.yaml",
            $"waivers: [{string.Join(", ", ids.Select(id => $"{{ id: {id}, reason: why, expires: 9999-12-31 }}"))}]");

        var result = await gated.RunAsync("--base", "HEAD");

        result.Code.Should().Be(ExitCodes.Fine);
        result.Out.Should().NotContain("waiver-unused");
    }

    [Test]
    public async Task Reports_of_all_formats_agree_with_the_output()
    {
        gated.Command.Write(Contract, GatedRepository.Changed);

        var result = await gated.RunAsync(
            "--base", "HEAD", "--report", "markdown=out/gate.md,json=out/gate.json,sarif=out/gate.sarif,github=out/gate.txt");

        result.Code.Should().Be(ExitCodes.ContractDoesNotHold);
        var files = gated.Command.Files();
        files["out/gate.md"].Should().StartWith("## ❌ The gate fails: ")
            .And.Contain("To accept it, add to the waivers in `.logout-contracts.yaml`");
        var cases = JsonDocument.Parse(files["out/gate.json"]).RootElement.GetProperty("sections").EnumerateArray()
            .SelectMany(section => section.GetProperty("cases").EnumerateArray())
            .Count(each => each.GetProperty("outcome").GetString() is "failed");
        cases.Should().BeGreaterThan(0);
        JsonDocument.Parse(files["out/gate.sarif"]).RootElement.GetProperty("runs")[0].GetProperty("results")
            .GetArrayLength().Should().Be(cases);
        files["out/gate.txt"].Should().StartWith("::error file=specs/small/openapi.yaml,line=");
    }

    [Test]
    public async Task Without_a_folder_of_contracts_it_says_what_to_name()
    {
        Directory.Delete(gated.Command.PathOf("specs"), recursive: true);
        (await gated.RunAsync("--base", "HEAD")).Should().Match<CommandLineResult>(
            result => result.Code == ExitCodes.UsedWrongly && result.Error.StartsWith("error: --specs: there is no folder 'specs' here"));
        (await gated.RunAsync()).Should().Match<CommandLineResult>(
            result => result.Code == ExitCodes.UsedWrongly && result.Error.Contains("--base"));
    }

    public void Dispose() => gated.Dispose();

    [GeneratedRegex(@"(?<=- \{ id: )[a-z0-9-]+", RegexOptions.CultureInvariant)]
    private static partial Regex Ids();
}
