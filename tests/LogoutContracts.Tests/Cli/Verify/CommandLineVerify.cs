using System.Security.Cryptography.X509Certificates;
using System.Text.RegularExpressions;
using LogoutContracts.Cli.Context;
using LogoutContracts.Mocks.Plans;
using LogoutContracts.MockServer;
using LogoutContracts.MockServer.Tls;
using LogoutContracts.Testing;
using LogoutContracts.Tests.Support;

namespace LogoutContracts.Tests.Cli.Verify;

public sealed partial class CommandLineVerify
{
    [TestCase("crafter")]
    [TestCase("edin")]
    [TestCase("laravel")]
    [TestCase("rocketchat")]
    [TestCase("symphony")]
    public async Task A_dry_run_lists_every_case_and_counts_the_constraints(string contract)
    {
        using var command = new CommandLineRun();
        var result = await command.RunAsync("verify", contract, "--target", "https://provider.example.com", "--dry-run");
        result.Code.Should().Be(ExitCodes.Fine);
        result.Error.Should().BeEmpty();
        await Snapshot.Verify(result.Out, $"{nameof(CommandLineVerify)}.dry-run.{contract}");
    }

    [Test]
    public async Task A_dry_run_sends_nothing()
    {
        await using var target = StandIn.Answering("HTTP/1.1 500 Oops\r\n\r\n", out var received);
        using var command = new CommandLineRun();
        (await command.RunAsync("verify", "edin", "--target", target.Address.ToString(), "--dry-run")).Code.Should().Be(ExitCodes.Fine);
        received.IsCompleted.Should().BeFalse();
    }

    [Test]
    public async Task Our_mocks_keep_all_contracts()
    {
        using var command = new CommandLineRun();
        var result = await command.RunAsync("verify", "--mock");
        result.Code.Should().Be(ExitCodes.Fine, result.Out + result.Error);
        result.Error.Should().BeEmpty();
        result.Out.Should().Contain("all: ").And.Contain(" 0 failed, ").And.NotContain("FAILED");
    }

    [Test]
    public async Task A_contract_that_speaks_of_certificates_is_verified_over_TLS()
    {
        using var command = new CommandLineRun();
        var result = await command.RunAsync("verify", "symphony", "--mock");
        result.Code.Should().Be(ExitCodes.Fine, result.Out + result.Error);
        result.Out.Should().Contain(" at https://").And.Contain("27 of 27 variants, ");
    }

    [Test]
    public async Task A_client_certificate_goes_with_the_sessions_of_its_user()
    {
        var plan = Plans.Of("symphony");
        await using var server = await LogoutMockServer.StartAsync(plan, TimeProvider.System, ServerTls.InMemory());
        using var command = new CommandLineRun();
        using var client = server.Certificates.ClientFor(ClientCertificate.OfOwner(plan, "user")!.CommonName);
        command.Write("me.pem", client.ExportCertificatePem());
        command.Write("me.key", client.GetECDsaPrivateKey()?.ExportPkcs8PrivateKeyPem()
            ?? client.GetRSAPrivateKey()!.ExportPkcs8PrivateKeyPem());
        command.Write("ca.pem", server.Certificates.Certificate.ExportCertificatePem());
        var result = await command.RunAsync(
            "verify", "symphony", "--target", server.AddressOf("symphony").ToString(),
            "--cert", "me.pem", "--key", "me.key", "--cacert", "ca.pem",
            "--only", "logout.user-session-ended", "--only", "logout.certificate-of-another-user");
        result.Code.Should().Be(ExitCodes.Fine, result.Out);
        result.Out.Should().Contain("1 passed, 0 failed, 1 inconclusive").And.Contain("which was not given.");
    }

    [Test]
    public async Task A_failure_is_shown_whole_and_without_secrets()
    {
        await using var mock = await RunningMock.StartAsync("laravel");
        await using var target = StandIn.Before(mock, async (request, answer) => IsLogout(request)
            ? (await answer(request)).Replace("204 No Content", "200 OK", StringComparison.Ordinal)
                .Replace("Cache-Control: no-cache, private\r\n", "", StringComparison.Ordinal)
            : await answer(request));
        using var command = new CommandLineRun();
        var result = await command.RunAsync("verify", "laravel", "--target", target.Address.ToString(),
            "--only", "logout.session-ended", "--only", "logout.replay", "--only", "logout.no-token", "--set", "code=my-secret-code");
        result.Code.Should().Be(ExitCodes.ContractDoesNotHold);
        result.Out.Should().NotContain("my-secret-code");
        await Snapshot.Verify(Steady(result.Out, target.Address), $"{nameof(CommandLineVerify)}.failure");
    }

    [Test]
    public async Task With_fail_fast_nothing_comes_after_the_first_failure()
    {
        await using var mock = await RunningMock.StartAsync("laravel");
        await using var target = StandIn.Before(mock, async (request, answer) => (await answer(request))
            .Replace("Cache-Control: no-cache, private\r\n", "", StringComparison.Ordinal));
        using var command = new CommandLineRun();
        var result = await command.RunAsync("verify", "laravel",
            "--target", target.Address.ToString(), "--kind", "mock", "--parallel", "1", "--fail-fast");
        result.Code.Should().Be(ExitCodes.ContractDoesNotHold);
        Regex.Count(result.Out, "^FAILED", RegexOptions.Multiline | RegexOptions.CultureInvariant).Should().Be(1);
        result.Out.Should().Contain(" failed, and the run ends with the first failure.");
    }

    [Test]
    public async Task A_provider_is_verified_by_its_own_login_in_as_many_steps_as_it_has()
    {
        await using var mock = await RunningMock.StartAsync("edin");
        using var command = new CommandLineRun();
        command.Write("edin.yaml", "edin:\n  set: { email: user@example.com, password: correct-horse }\n");
        var result = await command.RunAsync("verify", "edin", "--target", mock.Address.ToString(), "--secrets", "edin.yaml");
        result.Code.Should().Be(ExitCodes.Fine, result.Out);
        mock.Server.Journal.Entries.Count(entry => entry.Operation is "requestToken").Should().BeGreaterThan(3);
        result.Out.Should().Contain("0 failed, 1 inconclusive, 2 not applicable");
    }

    [Test]
    public async Task The_inputs_reach_the_provider_and_the_command_line_goes_before_file_and_environment()
    {
        await using var mock = await RunningMock.StartAsync("rocketchat");
        var requests = new List<string>();
        await using var target = StandIn.Before(mock, (request, answer) =>
        {
            lock (requests)
                requests.Add(request);
            return answer(request);
        });
        using var command = new CommandLineRun();
        command.Variables["LOGOUT_CONTRACTS_SET_USER"] = "from-environment";
        command.Variables["LOGOUT_CONTRACTS_SET_PASSWORD"] = "mypassword";
        command.Write("secrets.yaml", "set: { user: from-file }\nother: { user: otheruser, password: otherpassword }\n");
        var result = await command.RunAsync("verify", "rocketchat", "--target", target.Address.ToString(),
            "--secrets", "secrets.yaml", "--set", "user=myusername", "--only", "logoutMySession.session-of-another-user");
        result.Code.Should().Be(ExitCodes.Fine, result.Out);
        requests.Should()
            .Contain(request => request.Contains("{\"user\":\"myusername\",\"password\":\"mypassword\"}", StringComparison.Ordinal))
            .And.Contain(request => request.Contains("{\"user\":\"otheruser\",\"password\":\"otherpassword\"}", StringComparison.Ordinal));
    }

    [Test]
    public async Task One_session_that_is_given_serves_all_that_leave_it_alone_and_one_that_ends_it()
    {
        await using var mock = await RunningMock.StartAsync("laravel");
        var token = mock.Server.Sessions.Open()["token"];
        using var command = new CommandLineRun();
        var result = await command.RunAsync("verify", "laravel", "--target", mock.Address.ToString(), "--credential", $"token={token}");
        result.Code.Should().Be(ExitCodes.Fine, result.Out);
        result.Out
            .Should().Contain("inconclusive laravel: It ends a session, but the only given session is ended by 'logout.accept-html-ended'.")
            .And.NotContain(token).And.Contain(" 0 failed");
        mock.Server.Journal.Entries.Count(entry => entry is { Operation: "logout", Status: 204, Method: "DELETE" }).Should().Be(1);
    }

    [Test]
    public async Task A_mock_that_runs_elsewhere_is_found_by_its_admin_port_reset_and_moved_in_time()
    {
        await using var serve = await ServeRun.StartAsync("serve", "crafter", "edin", "--port-base", "0");
        using var command = new CommandLineRun();
        for (var i = 0; i < 2; i++)
        {
            var result = await command.RunAsync("verify", "crafter", "edin", "--admin", serve.AddressOf("admin"));
            result.Code.Should().Be(ExitCodes.Fine, result.Out + result.Error);
            result.Out.Should().Contain("15 of 15 variants, ").And.Contain("48 of 48 variants, ");
        }
    }

    [TestCase("set: [a]", "secrets.yaml:1:6: no-map")]
    [TestCase("set: { user: [hunter2] }", "secrets.yaml:1:14: no-text")]
    [TestCase("sett: { user: hunter2 }", "secrets.yaml:1:15: no-map")]
    [TestCase("set: { password: 'hunter2", "secrets.yaml:")]
    [TestCase("hunter2", "secrets.yaml:1:1: no-map")]
    public async Task A_bad_file_of_secrets_is_explained_and_not_repeated(string text, string message)
    {
        using var command = new CommandLineRun();
        command.Write("secrets.yaml", text);
        var result = await command.RunAsync("verify", "edin", "--mock", "--secrets", "secrets.yaml");
        result.Code.Should().Be(ExitCodes.UsedWrongly);
        result.Error.Should().Contain(message).And.NotContain("hunter2").And.Contain("error: the secrets file has problems");
    }

    private static bool IsLogout(string request) => request.StartsWith("DELETE ", StringComparison.Ordinal);

    /// <summary>Replaces the parts that differ in each run: the target's address, dates and hashes.</summary>
    internal static string Steady(string text, Uri target) =>
        Varying().Replace(text.Replace(target.ToString(), "http://(target)/", StringComparison.Ordinal), "(varies)");

    [GeneratedRegex("(?<=Date: ).*|(?<=sha256:)[0-9a-f]{8}", RegexOptions.CultureInvariant)]
    private static partial Regex Varying();
}
