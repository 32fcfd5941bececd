using System.Text.Json;
using LogoutContracts.Cli.Context;
using LogoutContracts.Tests.Support;

namespace LogoutContracts.Tests.Cli.Clients;

public sealed class CommandLineAuditClient
{
    /// <summary>Logs in, calls and logs out of Laravel's contract. Arguments: the base URL, and what to print.</summary>
    private const string Curl = """
        set -e
        token=$(curl -sf "$1/api/v1/auth/github/callback?code=$LOGOUT_CONTRACTS_ACCOUNT_CODE" -H 'Accept: application/json' |
          sed -E 's/.*"token": ?"([^"]*)".*/\1/' | sed 's,\\/,/,g')
        curl -sf "$1/api/v1/customers" -H 'Accept: application/json' -H "Authorization: Bearer $token" > /dev/null
        curl -s --max-time 5 -X DELETE "$1/api/v1/logout" -H 'Accept: application/json' -H "Authorization: Bearer $token" || true
        if [ "$2" = token ]; then echo "was $token"; fi
        echo "home is $HOME"
        """;

    [Test]
    public async Task A_client_of_curl_passes()
    {
        using var command = Command("client.sh", Curl);
        var result = await command.RunAsync(
            "audit-client", "laravel", "--scenario", "500", "--report", "json=r.json", "--", "sh", "client.sh", "{base-url}", "nothing");
        result.Code.Should().Be(ExitCodes.Fine, "{0}", result.Out + result.Error);
        result.Out.Should().Contain("laravel and sh").And.Contain("0 failed");
        var report = JsonElement.Parse(command.Files()["r.json"]);
        report.GetProperty("command").GetString().Should().Be("audit-client");
        report.GetProperty("sections")[0].GetProperty("cases").GetArrayLength().Should().Be(7);
    }

    [Test]
    public async Task A_client_of_curl_that_prints_its_token_fails_C5_and_the_token_is_not_shown()
    {
        using var command = Command("client.sh", Curl);
        var result = await command.RunAsync(
            "audit-client", "laravel", "--scenario", "success", "--show-output", "--", "sh", "client.sh", "{base-url}", "token");
        result.Code.Should().Be(ExitCodes.ContractDoesNotHold);
        result.Out.Should().Contain("FAILED C5 Leak").And.Contain("The client printed the token.").And.Contain("1 failed");
        result.Error.Should().Contain("success: was sha256:").And.MatchRegex("success: home is .*/logout-contracts-[^/]+/home");
    }

    [Test]
    public async Task A_client_of_Node_that_keeps_its_login_on_disk_fails_C2()
    {
        using var command = Command("client.mjs", """
            import { readFileSync, writeFileSync, rmSync } from 'node:fs';
            const [, , base, step] = process.argv;
            const file = `${process.env.HOME}/login`;
            const url = path => `${base}/api/v1/${path}`;
            const headers = () => ({ Accept: 'application/json', Authorization: `Bearer ${readFileSync(file)}` });
            if (step === 'login')
              writeFileSync(file, (await (await fetch(url('auth/github/callback?code=1'))).json()).token);
            else if (step === 'call')
              await fetch(url('customers'), { headers: headers() });
            else if ((await fetch(url('logout'), { method: 'DELETE', headers: headers() })).ok)
              rmSync(file);
            """);
        string Step(string name) => $"node client.mjs {{base-url}} {name}";
        var result = await command.RunAsync(
            "audit-client", "laravel", "--scenario", "503", "--login", Step("login"), "--call", Step("call"), "--logout", Step("logout"));
        result.Code.Should().Be(ExitCodes.ContractDoesNotHold, "{0}", result.Out + result.Error);
        string.Join(' ', result.Out.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)).Should().Contain("FAILED C2 Failed logout")
            .And.Contain("When it ran again, the client sent GET /api/v1/customers").And.Contain("1 failed");
    }

    [Test]
    public async Task A_process_that_has_left_its_parent_is_ended_at_the_end_of_its_time()
    {
        using var command = Command("client.sh", "(sleep 600 & echo $! > sleeping)\nsleep 600\n");
        var result = await command.RunAsync("audit-client", "laravel", "--timeout", "500ms", "--", "sh", "client.sh");
        result.Code.Should().Be(ExitCodes.UsedWrongly);
        result.Out.Should().Contain("no request came from sh").And.Contain("The client failed: it had to be stopped.");
        var status = $"/proc/{command.Files()["sleeping"].Trim()}/stat";
        var isRunning = File.Exists(status) && !File.ReadAllText(status).Contains(") Z", StringComparison.Ordinal);
        isRunning.Should().BeFalse("the whole group is ended");
    }

    [Test]
    public async Task Over_TLS_the_client_trusts_the_CA_that_it_gets()
    {
        using var command = Command("client.sh", Curl);
        var result = await command.RunAsync(
            "audit-client", "laravel", "--tls", "--scenario", "success", "--", "sh", "client.sh", "{base-url}", "nothing");
        result.Code.Should().Be(ExitCodes.Fine, "{0}", result.Out + result.Error);
    }

    [Test]
    public async Task Wrong_usage_says_what_is_wrong()
    {
        using var command = new CommandLineRun();
        (string[] Args, string Expected)[] cases =
        [
            ([], "no contract; expected CONTRACT -- COMMAND"),
            (["laravel"], "no command; expected -- COMMAND, or --login, --call and --logout"),
            (["laravel", "--login", "sh", "--", "sh"], "exclude each other"),
            (["laravel", "--login", "sh"], "--call and --logout missing; expected --login, --call and --logout together."),
            (["laravel", "--login", "sh 'x", "--call", "sh", "--logout", ""], "--login: 'sh 'x' has a quote that is not closed."),
            (["laravel", "--login", "sh", "--call", "sh", "--logout", ""], "--logout: the command is empty"),
            (["laravel", "--", "no-such-program"], "command: no program 'no-such-program'"),
            (["laravel", "--", "sh", "{credential.authToken}"], "unknown placeholder '{credential.authToken}'; expected one of:"),
            (["laravel", "--", "sh", "{ca-file}"], "unknown placeholder '{ca-file}'"),
            (["laravel", "--scenario", "truncation-after", "--", "sh"], "'truncation-after' cannot happen with 'laravel'"),
            (["laravel", "--scenario", "50", "--", "sh"], "unknown scenario '50'"),
            (["laravel", "--timeout", "0s", "--", "sh"], "--timeout: '0s' is not a time that is possible here"),
            (["laravel", "--port", "x", "--", "sh"], "--port: 'x' is not a valid number"),
            (["larvel", "--", "sh"], "unknown contract 'larvel'"),
            (["--explain", "C9"], "--explain: unknown check 'C9'"),
        ];
        foreach (var (args, expected) in cases)
        {
            var result = await command.RunAsync(["audit-client", .. args]);
            result.Code.Should().Be(ExitCodes.UsedWrongly, "{0}", expected);
            result.Error.Should().Contain(expected);
        }
    }

    [Test]
    public async Task The_checks_are_listed_and_explained()
    {
        using var command = new CommandLineRun();
        var list = await command.RunAsync("audit-client", "--list");
        list.Out.Should().Contain("C2").And.Contain("reset-after").And.Contain("Retry-After: 2");
        var explanation = await command.RunAsync("audit-client", "--explain", "c4");
        explanation.Out.Should().StartWith("C4 Retry-After (medium)").And.Contain("RFC 6585");
    }

    private static CommandLineRun Command(string file, string text)
    {
        if (OperatingSystem.IsWindows())
            Assert.Ignore("The clients are for a POSIX shell.");
        var command = new CommandLineRun();
        command.Write(file, text.ReplaceLineEndings("\n"));
        return command;
    }
}
