using System.Text.RegularExpressions;
using LogoutContracts.Cli.Context;
using LogoutContracts.Tests.Cli.Git;
using LogoutContracts.Tests.Support;

namespace LogoutContracts.Tests.Cli.Gate;

/// <summary>What the gate says about changes of Rocket.Chat's contract, in words that their author understands.</summary>
public sealed partial class GateVerdicts : IDisposable
{
    private const string Path = "specs/rocketchat/openapi.yaml";

    private const string Replay =
        "        replay:\n          summary: The token of an ended session is refused.\n          release: '6'\n"
        + "          given: { caller: ended }\n";

    private static readonly string Contract = OwnSpecs.TextOf("rocketchat");

    private readonly SampleRepository repository = SampleRepository.Create();

    [Test]
    public Task A_dead_token_that_gets_200_is_rejected() => IsRejectedAsync(
        Edited($"{Replay}          expect: {{ status: 401, ", $"{Replay}          expect: {{ status: 200, response: NotLoggedIn, "),
        "ERROR status-changed: rocketchat POST /api/v1/sessions/logout.me (6)", "requests      caller ended", "401 becomes 200.",
        "ERROR T1: rocketchat", "the logout answers a dead token with 200, as a live one.", "The gate fails: 2 errors.");

    [Test]
    public Task A_renamed_header_is_rejected_once() => IsRejectedAsync(
        Edited("    X-Content-Type-Options:\n", "    X-Content-Type-Option:\n"),
        "header X-Content-Type-Options is now header X-Content-Type-Option.", "The gate fails: 1 error.");

    [Test]
    public Task A_session_that_no_longer_ends_is_rejected() => IsRejectedAsync(
        Edited("then: { caller: ended }", "then: { caller: active }"),
        "ERROR session-survives: rocketchat POST /api/v1/sessions/logout.me", "and now stays active.",
        "The contract no longer has a logout that ends a session.", "The gate fails: ");

    [Test]
    public async Task A_reworded_and_reordered_contract_is_accepted()
    {
        var text = Edited(
            "summary: The token of an ended session is refused.", "summary: Nobody gets in with the token of an ended session.")
            .Replace("        replay:\n", "        dead-for-good:\n", StringComparison.Ordinal)
            .Replace("operationId: logoutMySession", "operationId: endMySession", StringComparison.Ordinal);
        var variants = Variant().Matches(text);
        var one = variants.First(each => each.Groups["name"].Value is "unknown-token");
        var other = variants.First(each => each.Groups["name"].Value is "dead-for-good");
        text = text.Replace(one.Value + other.Value, other.Value + one.Value, StringComparison.Ordinal);
        text.Should().Contain(other.Value + one.Value);

        var result = await GateAsync(text);

        result.Should().BeEquivalentTo(new { Code = ExitCodes.Fine, Error = "" });
        result.Out.Should().EndWith($"The gate passes: no findings.{Environment.NewLine}");
    }

    public void Dispose() => repository.Dispose();

    private async Task IsRejectedAsync(string text, params string[] words)
    {
        var result = await GateAsync(text);
        result.Should().BeEquivalentTo(new { Code = ExitCodes.ContractDoesNotHold, Error = "" });
        result.Out.Should().ContainAll(words);
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
}
