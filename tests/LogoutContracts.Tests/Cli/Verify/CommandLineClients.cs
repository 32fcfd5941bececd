using LogoutContracts.Cli.Context;
using LogoutContracts.MockServer;
using LogoutContracts.Specs.Model;
using LogoutContracts.Tests.Support;
using LogoutContracts.Verification.Sessions;

namespace LogoutContracts.Tests.Cli.Verify;

/// <summary>Targets with other OAuth clients than the contract's.</summary>
public sealed class CommandLineClients
{
    private const string Secret = "their:s3cret+of%web";
    private const string OtherSecret = "another-s3cret";

    private static readonly TargetClients Clients = new(new("web/1", Secret), new("batch", OtherSecret));

    [Test]
    public async Task A_target_with_other_clients_is_verified_with_them()
    {
        await using var server = await StartAsync();
        using var command = new CommandLineRun();
        var without = await command.RunAsync("verify", "oauth2", "--target", server.BaseAddress.ToString());
        without.Code.Should().Be(ExitCodes.ContractDoesNotHold, without.Out);

        var result = await command.RunAsync(
            "verify", "oauth2", "--target", server.BaseAddress.ToString(), "--client", $"web/1:{Secret}", "--client-other",
            $"batch:{OtherSecret}", "--report", "json=report.json");
        result.Code.Should().Be(ExitCodes.Fine, result.Out + result.Error);
        result.Out.Should().Contain(" 0 failed, ").And.NotContain("--client-other");
        AssertHidden(result.Out + result.Error + File.ReadAllText(command.PathOf("report.json")));
    }

    [Test]
    public async Task Without_a_second_client_the_cases_about_it_are_inconclusive()
    {
        await using var server = await StartAsync();
        using var command = new CommandLineRun();
        command.Variables["LOGOUT_CONTRACTS_CLIENT"] = $"web/1:{Secret}";
        var result = await command.RunAsync("verify", "oauth2", "--target", server.BaseAddress.ToString(), "--only", "*.of-another-client");
        result.Out.Should().Contain("Needs a second OAuth client; add --client-other.").And.Contain(" 0 failed, 3 inconclusive");
    }

    [Test]
    public async Task An_audit_takes_clients_from_the_secrets_file()
    {
        await using var server = await StartAsync();
        using var command = new CommandLineRun();
        command.Write("secrets.yaml", $$"""
            client: { id: nobody, secret: nothing }
            oauth2: { client: { id: web/1, secret: '{{Secret}}' }, client-other: { id: batch, secret: {{OtherSecret}} } }
            """);
        var result = await command.RunAsync(
            "audit", "oauth2", "--target", server.BaseAddress.ToString(), "--secrets", "secrets.yaml", "--only", "T1");
        result.Code.Should().Be(ExitCodes.Fine, result.Out + result.Error);
        AssertHidden(result.Out + result.Error);
    }

    [Test]
    public async Task A_failure_shows_no_secret()
    {
        await using var server = await StartAsync("token-survives");
        using var command = new CommandLineRun();
        var result = await command.RunAsync(
            "verify", "oauth2", "--target", server.BaseAddress.ToString(), "--client", $"web/1:{Secret}", "--only", "revoke.revoked");
        result.Code.Should().Be(ExitCodes.ContractDoesNotHold, result.Out + result.Error);
        result.Out.Should().Contain("Authorization: Basic sha256:");
        AssertHidden(result.Out + result.Error);
    }

    [TestCase("oauth2", "--client", "hunter2", "--client: the value (not shown, as it has a secret) is not of the form ID:SECRET")]
    [TestCase("oauth2", "--client", ":hunter2", "is not of the form ID:SECRET")]
    [TestCase("oauth2", "--client-other", "hunter2:", "--client-other: the value (not shown, as it has a secret)")]
    [TestCase("oauth2", "--client-other", "web:hunter2", "--client-other: 'oauth2' also needs the client that opens sessions")]
    [TestCase("edin", "--client", "web:hunter2", "--client: 'edin' has no OAuth clients")]
    public async Task A_wrong_form_is_explained_and_not_repeated(string contract, string option, string value, string message)
    {
        using var command = new CommandLineRun();
        var result = await command.RunAsync("verify", contract, "--mock", option, value);
        result.Code.Should().Be(ExitCodes.UsedWrongly);
        result.Error.Should().Contain(message).And.NotContain("hunter2");
    }

    [TestCase("client: { id: web }", "--secrets: 'client' has no 'secret'")]
    [TestCase("client-other: { secret: hunter2 }", "--secrets: 'client-other' has no 'id'")]
    [TestCase("client: { name: hunter2 }", "secrets.yaml:1:11: unknown-field")]
    public async Task A_wrong_section_of_the_secrets_file_is_explained_and_not_repeated(string text, string message)
    {
        using var command = new CommandLineRun();
        command.Write("secrets.yaml", text);
        var result = await command.RunAsync("verify", "oauth2", "--mock", "--secrets", "secrets.yaml");
        result.Code.Should().Be(ExitCodes.UsedWrongly);
        result.Error.Should().Contain(message).And.NotContain("hunter2");
    }

    [Test]
    public void A_wrong_variable_of_the_environment_is_explained()
    {
        using var command = new CommandLineRun();
        command.Variables["LOGOUT_CONTRACTS_CLIENT"] = "hunter2";
        var result = command.RunAsync("verify", "oauth2", "--mock").GetAwaiter().GetResult();
        result.Error.Should().Contain("LOGOUT_CONTRACTS_CLIENT: the value (not shown").And.NotContain("hunter2");
    }

    private static Task<LogoutMockServer> StartAsync(string? flaw = null) => LogoutMockServer.StartAsync(
        [Clients.In(Plans.Of("oauth2"))],
        new() { PortOf = _ => 0, AdminPort = null, Flaws = flaw is null ? [] : [FlawCatalog.Find(flaw)!] });

    private static void AssertHidden(string shown)
    {
        foreach (var client in (ClientAccount[])[Clients.Own, Clients.Other!])
        {
            shown.Should().NotContain(client.Secret).And.NotContain(Uri.EscapeDataString(client.Secret));
            shown.Should().NotContain(TargetClients.PairOf(client));
        }
    }
}
