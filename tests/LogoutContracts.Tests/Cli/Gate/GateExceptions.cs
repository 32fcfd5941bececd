using System.Text.RegularExpressions;
using LogoutContracts.Cli.Context;
using LogoutContracts.Tests.Support;

namespace LogoutContracts.Tests.Cli.Gate;

/// <summary>Changes that <c>.logout-contracts.yaml</c> accepts.</summary>
public sealed partial class GateExceptions : IDisposable
{
    private const string Settings = ".logout-contracts.yaml";

    private readonly GatedRepository gated = GatedRepository.Create();

    [Test]
    public async Task The_printed_entries_accept_the_change_once_somebody_writes_a_reason()
    {
        var entries = await EntriesAsync();

        gated.Command.Write(Settings, $"waivers:\n{entries}");
        var empty = await gated.RunAsync("--base", "HEAD");
        empty.Should().BeEquivalentTo(new { Code = ExitCodes.UsedWrongly, Out = "" });
        empty.Error.Should().StartWith(".logout-contracts.yaml:2:").And.Contain("no-reason").And.Contain("an empty reason");

        gated.Command.Write(Settings, $"waivers:\n{entries.Replace("''", "'Agreed with the app team'", StringComparison.Ordinal)}");
        var accepted = await gated.RunAsync("--base", "HEAD");
        accepted.Code.Should().Be(ExitCodes.Fine);
        accepted.Out.Should().MatchRegex(@": Agreed with the\s+app team").And.Contain("NOTE settings-changed:").And.Contain(" new waiver: ")
            .And.NotContain("ERROR ");

        gated.Repository.Commit();
        var merged = await gated.RunAsync("--base", "HEAD");
        merged.Code.Should().Be(ExitCodes.Fine);
        merged.Out.Should().Contain("NOTE waiver-unused:").And.Contain(" .logout-contracts.yaml:2").And.NotContain("settings-changed");
    }

    [Test]
    public async Task A_waiver_that_has_expired_has_no_effect()
    {
        var entries = await EntriesAsync();
        var day = DateTimeOffset.UtcNow.UtcDateTime.AddDays(-1).ToString("yyyy-MM-dd", null);
        gated.Command.Write(
            Settings, $"waivers:\n{Expiry().Replace(entries.Replace("''", "x", StringComparison.Ordinal), $"expires: {day}")}");

        var result = await gated.RunAsync("--base", "HEAD");

        result.Code.Should().Be(ExitCodes.ContractDoesNotHold);
        result.Out.Should().MatchRegex("(?m)^ERROR ").And.Contain("NOTE waiver-expired:").And.Contain(" .logout-contracts.yaml:2");
    }

    [Test]
    public async Task Levels_of_rules_decide_unless_the_rule_is_about_logouts()
    {
        gated.Command.Write("specs/small/openapi.yaml", GatedRepository.Changed);
        var rules = RuleOf().Matches((await gated.RunAsync("--base", "HEAD")).Out).Select(match => match.Groups["rule"].Value)
            .Distinct(StringComparer.Ordinal).ToList();
        rules.Should().NotBeEmpty();
        gated.Command.Write("other.yaml", $"rules: {{ {string.Join(", ", rules.Select(rule => $"{rule}: note"))} }}");

        (await gated.RunAsync("--base", "HEAD", "--settings", "other.yaml")).Code.Should().Be(ExitCodes.Fine);
        (await gated.RunAsync("--base", "HEAD", "--settings", "other.yaml", "--fail-on", "note")).Code
            .Should().Be(ExitCodes.ContractDoesNotHold);

        gated.Command.Write("other.yaml", "rules: { session-survives: note }");
        (await gated.RunAsync("--base", "HEAD", "--settings", "other.yaml")).Should().Match<CommandLineResult>(
            result => result.Code == ExitCodes.UsedWrongly && result.Error.Contains("level-of-logout-rule"));
        (await gated.RunAsync("--base", "HEAD", "--settings", "none.yaml")).Code.Should().Be(ExitCodes.UsedWrongly);
    }

    public void Dispose() => gated.Dispose();

    private async Task<string> EntriesAsync()
    {
        gated.Command.Write("specs/small/openapi.yaml", GatedRepository.Changed);
        var output = (await gated.RunAsync("--base", "HEAD")).Out;
        var entries = Entry().Matches(output).Select(match => match.Value.Trim()).ToList();
        entries.Should().NotBeEmpty();
        return string.Concat(entries.Select(entry => $"  {entry}\n"));
    }

    [GeneratedRegex(@"- \{ id: .*, reason: '', expires: .* \}", RegexOptions.CultureInvariant)]
    private static partial Regex Entry();

    [GeneratedRegex(@"expires: [0-9-]+", RegexOptions.CultureInvariant)]
    private static partial Regex Expiry();

    [GeneratedRegex(@"(?m)^  id +(?<rule>[a-z-]+)-[0-9a-f]{10}\s*$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex RuleOf();
}
