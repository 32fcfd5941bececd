using LogoutContracts.Cli.Context;
using LogoutContracts.Tests.Support;

namespace LogoutContracts.Tests.Cli.Pacing;

/// <summary>The option <c>--login-command</c>, and <c>--credential</c> for several sessions.</summary>
[Platform(Exclude = "Win", Reason = "The commands are for a POSIX shell.")]
public sealed class CommandLineLoginCommand
{
    [TestCase("verify")]
    [TestCase("audit")]
    public async Task A_command_opens_the_sessions(string verb)
    {
        await using var mock = await RunningMock.StartAsync("laravel");
        using var command = new CommandLineRun();
        WriteLoginCommand(command, mock, 60);
        var result = await command.RunAsync(verb, "laravel", "--target", mock.Address.ToString(), "--login-command", "./next");
        result.Code.Should().Be(ExitCodes.Fine, result.Out + result.Error);
        result.Out.Should().Contain(" 0 failed");
        File.ReadAllLines(command.PathOf("asked"))
            .Should().OnlyContain(line => line == "laravel first" || line == "laravel other").And.HaveCountGreaterThan(5);
        result.Error.Should().NotContain("|");
    }

    [Test]
    public async Task A_list_is_several_sessions()
    {
        await using var mock = await RunningMock.StartAsync("laravel");
        using var command = new CommandLineRun();
        var list = string.Join(',', Enumerable.Range(0, 40).Select(_ => $$"""{"token":"{{mock.Server.Sessions.Open()["token"]}}"}"""));
        command.Write("sessions.json", $"[{list}]");
        var result = await command.RunAsync("verify", "laravel", "--target", mock.Address.ToString(),
            "--login-command", "echo once >&2; cat sessions.json", "--only", "logout.*");
        result.Code.Should().Be(ExitCodes.Fine, result.Out + result.Error);
        result.Error.Split("login command: once").Should().HaveCount(2, "the command runs once");
    }

    [TestCase("exit 3", "it ends with exit code 3")]
    [TestCase("echo hunter2", "it does not print JSON (not shown, as it may be secret); expected {\"token\": \"…\"}, or a list of these")]
    [TestCase("echo '[]'", "its list is empty")]
    [TestCase("echo '\"hunter2\"'", "it prints JSON that is not an object; expected {\"token\": \"…\"}, or a list of these")]
    [TestCase("echo '{\"tokn\":\"hunter2\"}'", "'token' is missing; 'tokn' is unknown; expected token")]
    [TestCase("echo '[{\"token\":\"hunter2\"},{\"token\":null}]'", "'token' must be a non-empty string or a number")]
    public async Task What_is_wrong_is_said_without_the_output(string line, string problem)
    {
        await using var mock = await RunningMock.StartAsync("laravel");
        using var command = new CommandLineRun();
        var result = await command.RunAsync("verify", "laravel", "--target", mock.Address.ToString(), "--login-command", line);
        result.Code.Should().Be(ExitCodes.UsedWrongly);
        result.Error.Should().EndWith(
            $"error: --login-command: the command gives no session of 'laravel': {problem}. "
            + $"Run it by hand to check it.{Environment.NewLine}");
        (result.Out + result.Error).Should().NotContain("hunter2");
    }

    [Test]
    public async Task A_command_that_does_not_end_is_stopped()
    {
        await using var mock = await RunningMock.StartAsync("laravel");
        using var command = new CommandLineRun { Clock = new JumpingClock() };
        var result = await command.RunAsync("verify", "laravel",
            "--target", mock.Address.ToString(), "--login-command", "cat /dev/zero | tr -d '\\0'");
        result.Code.Should().Be(ExitCodes.UsedWrongly);
        result.Error.Should().Contain("it has not ended after 60 s");
    }

    [Test]
    public async Task What_the_command_says_is_made_visible()
    {
        await using var mock = await RunningMock.StartAsync("laravel");
        using var command = new CommandLineRun();
        var result = await command.RunAsync("verify", "laravel", "--target", mock.Address.ToString(),
            "--login-command", "printf 'no \\033[31mpassword\\n' >&2; exit 1");
        result.Error.Should().Contain("login command: no ⟨U+001B⟩[31mpassword");
    }

    [Test]
    public async Task Each_set_of_credentials_is_a_session()
    {
        await using var mock = await RunningMock.StartAsync("laravel");
        using var command = new CommandLineRun();
        string[] Given(int count) => [.. Enumerable.Range(0, count)
            .SelectMany(_ => (string[])["--credential", $"token={mock.Server.Sessions.Open()["token"]}"])];
        var verified = await command.RunAsync(["verify", "laravel", "--target", mock.Address.ToString(), .. Given(3)]);
        verified.Code.Should().Be(ExitCodes.Fine, verified.Out + verified.Error);
    }

    [TestCase(
        "rocketchat --credential authToken=a --credential authToken=b "
        + "--credential sessionId=x --credential sessionId=y --credential sessionId=z",
        "error: --credential: a session of 'rocketchat' also needs userId; add --credential NAME=VALUE for each.|"
        + "error: --credential: 'rocketchat' has 2 values of 'authToken', but 3 of another name; "
        + "give each session all of its credentials.")]
    [TestCase("laravel --credential token=a --login-command true",
        "error: --login-command: --credential also gives sessions; expected only one of them. Remove the other.")]
    public async Task Sets_must_be_complete(string options, string errors)
    {
        using var command = new CommandLineRun();
        var result = await command.RunAsync(["verify", .. options.Split(' '), "--target", "http://127.0.0.1:9"]);
        result.Should().BeEquivalentTo(
            new { Code = ExitCodes.UsedWrongly, Error = string.Concat(errors.Split('|').Select(error => error + Environment.NewLine)) });
    }

    /// <summary>Writes the script <c>next</c>, which prints another session of the mock each time.</summary>
    private static void WriteLoginCommand(CommandLineRun command, RunningMock mock, int count)
    {
        foreach (var user in (string[])["first", "other"])
            command.Write(user, string.Concat(Enumerable.Range(0, count)
                .Select(_ => $$"""{"token":"{{mock.Server.Sessions.Open(user)["token"]}}"}""" + "\n")));
        command.Write("next", """
            #!/bin/sh
            echo "$LOGOUT_CONTRACTS_LOGIN_CONTRACT $LOGOUT_CONTRACTS_LOGIN_USER" >> asked
            head -n 1 "$LOGOUT_CONTRACTS_LOGIN_USER"
            tail -n +2 "$LOGOUT_CONTRACTS_LOGIN_USER" > rest && mv rest "$LOGOUT_CONTRACTS_LOGIN_USER"
            """.ReplaceLineEndings("\n"));
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(command.PathOf("next"), UnixFileMode.UserRead | UnixFileMode.UserExecute);
    }
}
