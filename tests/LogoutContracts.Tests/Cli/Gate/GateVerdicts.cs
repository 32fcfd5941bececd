using System.Text.RegularExpressions;
using LogoutContracts.Cli.Context;
using LogoutContracts.Testing;
using LogoutContracts.Tests.Cli.Git;
using LogoutContracts.Tests.Support;

namespace LogoutContracts.Tests.Cli.Gate;

/// <summary>What the gate says about changes of Rocket.Chat's contract, in words that their author understands.</summary>
public sealed partial class GateVerdicts : IDisposable
{
    private const string Path = "specs/rocketchat/openapi.yaml";
    private static readonly string Contract = OwnSpecs.TextOf("rocketchat");

    private readonly SampleRepository repository = SampleRepository.Create();

    [Test]
    public Task A_dead_token_that_gets_200_is_rejected() => IsRejectedAsync("dead-token", Edited(
        "        replay:\n          summary: The token of an ended session is refused.\n          release: '6'\n          given: { caller: ended }\n"
            + "          expect: { status: 401, example: not-logged-in,",
        "        replay:\n          summary: The token of an ended session is refused.\n          release: '6'\n          given: { caller: ended }\n"
            + "          expect: { status: 200, response: NotLoggedIn, example: not-logged-in,"));

    [Test]
    public Task A_renamed_header_is_rejected() =>
        IsRejectedAsync("renamed-header", Edited("    X-Content-Type-Options:\n", "    X-Content-Type-Option:\n"));

    [Test]
    public Task A_session_that_no_longer_ends_is_rejected() =>
        IsRejectedAsync("weaker-end", Contract.Replace("then: { caller: ended }", "then: { caller: active }", StringComparison.Ordinal));

    [Test]
    public async Task A_reworded_and_reordered_contract_is_accepted()
    {
        var text = Edited("summary: The token of an ended session is refused.", "summary: Nobody gets in with the token of an ended session.")
            .Replace("        replay:\n", "        dead-for-good:\n", StringComparison.Ordinal)
            .Replace("operationId: logoutMySession", "operationId: endMySession", StringComparison.Ordinal);
        var variants = Variant().Matches(text);
        var (one, other) = (variants.First(each => each.Groups["name"].Value is "unknown-token"), variants.First(each => each.Groups["name"].Value is "dead-for-good"));
        text = text.Replace(one.Value + other.Value, other.Value + one.Value, StringComparison.Ordinal);
        text.Should().Contain(other.Value + one.Value);

        var result = await GateAsync(text);

        result.Should().BeEquivalentTo(new { Code = ExitCodes.Fine, Error = "" });
        result.Out.Should().EndWith($"The gate passes: no findings.{Environment.NewLine}");
    }

    public void Dispose() => repository.Dispose();

    private async Task IsRejectedAsync(string name, string text)
    {
        var result = await GateAsync(text);
        result.Should().BeEquivalentTo(new { Code = ExitCodes.ContractDoesNotHold, Error = "" });
        var output = Expiry().Replace(CommitId().Replace(result.Out, "[commit]"), "expires: [date]");
        await Snapshot.Verify(output, $"{nameof(GateVerdicts)}.{name}");
    }

    private async Task<CommandLineResult> GateAsync(string text)
    {
        repository.Command.Write(Path, Contract);
        repository.Commit();
        repository.Command.Write(Path, text);
        repository.Commit();
        return await repository.Command.RunAsync("gate", "--base", "HEAD^1");
    }

    private static string Edited(string old, string @new)
    {
        Contract.Should().Contain(old);
        return Contract.Replace(old, @new, StringComparison.Ordinal);
    }

    [GeneratedRegex(@"(?m)^        (?<name>[a-z0-9-]+):\n(?:          .*\n)+", RegexOptions.CultureInvariant)]
    private static partial Regex Variant();

    [GeneratedRegex(@"\b[0-9a-f]{12}\b", RegexOptions.CultureInvariant)]
    private static partial Regex CommitId();

    [GeneratedRegex(@"expires: [0-9-]+", RegexOptions.CultureInvariant)]
    private static partial Regex Expiry();
}
