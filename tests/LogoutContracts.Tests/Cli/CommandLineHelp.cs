using LogoutContracts.Cli;
using LogoutContracts.Cli.Context;
using LogoutContracts.Testing;
using LogoutContracts.Tests.Support;

namespace LogoutContracts.Tests.Cli;

public sealed class CommandLineHelp
{
    [TestCase("")]
    [TestCase("serve")]
    [TestCase("list")]
    [TestCase("show")]
    [TestCase("generate")]
    [TestCase("lint")]
    [TestCase("gate")]
    [TestCase("certs")]
    [TestCase("verify")]
    [TestCase("audit")]
    [TestCase("audit-client")]
    [TestCase("run")]
    [TestCase("completions")]
    public async Task Help_says_what_there_is(string verb)
    {
        using var command = new CommandLineRun();
        var result = await command.RunAsync(verb.Length == 0 ? ["--help"] : [verb, "--help"]);
        result.Code.Should().Be(ExitCodes.Fine);
        result.Error.Should().BeEmpty();
        await Snapshot.Verify(result.Out, $"{nameof(CommandLineHelp)}.{(verb.Length == 0 ? "root" : verb)}");
    }

    [Test]
    public async Task Every_verb_has_help_with_an_example_of_itself()
    {
        using var command = new CommandLineRun();
        foreach (var verb in CommandLineApp.Root(new(TextWriter.Null, TextWriter.Null, () => default, command.Folder, 110, () => []))
            .Subcommands)
        {
            var result = await command.RunAsync(verb.Name, "--help");
            result.Out.Should().Contain($"  logout-contracts {verb.Name}");
            foreach (var option in verb.Options)
                result.Out.Should().Contain(option.Name);
        }
    }

    [Test]
    public async Task Help_is_given_also_to_half_a_command_line()
    {
        using var command = new CommandLineRun();
        var result = await command.RunAsync("serve", "--prt-base", "--help");
        result.Code.Should().Be(ExitCodes.Fine);
        result.Out.Should().Contain("--port-base");
    }

    [TestCase("help", ExpectedResult = "--help")]
    [TestCase("help verify", ExpectedResult = "verify --help")]
    [TestCase("version", ExpectedResult = "--version")]
    public async Task<string> Help_and_version_are_verbs_too(string typed)
    {
        using var command = new CommandLineRun();
        var result = await command.RunAsync(typed.Split(' '));
        result.Code.Should().Be(ExitCodes.Fine);
        foreach (var option in new[] { "--help", "verify --help", "--version" })
        {
            if (string.Equals((await command.RunAsync(option.Split(' '))).Out, result.Out, StringComparison.Ordinal))
                return option;
        }

        return result.Out;
    }

    [TestCase("serv", "Did you mean 'serve'?")]
    [TestCase("verfy laravel --mock", "Did you mean 'verify'?")]
    [TestCase("--verson", "Did you mean '--version'?")]
    [TestCase("serve --prt-base 0", "Did you mean '--port-base'?")]
    [TestCase("certs --hlp", "Did you mean")]
    [TestCase("help serv", "Did you mean 'serve'?")]
    public async Task A_misspelled_verb_or_option_has_a_suggestion(string typed, string suggestion)
    {
        using var command = new CommandLineRun();
        var result = await command.RunAsync(typed.Split(' '));
        result.Code.Should().Be(ExitCodes.UsedWrongly);
        result.Error.Should().Contain(suggestion).And.NotContain("Required command");
    }

    [Test]
    public async Task The_version_is_a_result()
    {
        using var command = new CommandLineRun();
        var result = await command.RunAsync("--version");
        result.Code.Should().Be(ExitCodes.Fine);
        result.Out.Should().MatchRegex(@"^\d+\.\d+\.\d+");
        result.Error.Should().BeEmpty();
    }
}
