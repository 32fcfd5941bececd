using System.Text.Json;
using LogoutContracts.Tests.Support;

namespace LogoutContracts.Tests.Cli.Clients;

/// <summary>
/// Clients that we did not write, in all scenarios. They take minutes, so they run only if LOGOUT_CONTRACTS_REAL_CLIENTS is set.
/// docs/audit-client.md has the results.
/// </summary>
public sealed class RealClients
{
    [Test]
    public Task Npm_keeps_its_login_if_the_logout_fails() => FailsAsync(
        ["C1", "C2", "C4", "C6"],
        SourceTree.PathOf("tests/RealClients/npm/openapi.yaml"), "--timeout", "150s", "--parallel", "9",
        "--login", "npm config set //{host}/:_authToken {credential.token} --location=user",
        "--call", "npm whoami --registry {base-url}/", "--logout", "npm logout --registry {base-url}/");

    [Test]
    public Task Openid_client_has_no_finding() => FailsAsync(
        [],
        "oauth2", "--", "node", SourceTree.PathOf("tests/RealClients/openid-client/client.mjs"), "{base-url}", "{account.client_id}",
        "{account.client_secret}", "{account.username}", "{account.password}");

    private static async Task FailsAsync(string[] checks, params string[] arguments)
    {
        if (Environment.GetEnvironmentVariable("LOGOUT_CONTRACTS_REAL_CLIENTS") is null)
            Assert.Ignore("LOGOUT_CONTRACTS_REAL_CLIENTS is not set.");
        using var command = new CommandLineRun();
        var result = await command.RunAsync(["audit-client", "--report", "json=r.json", .. arguments]);
        var cases = JsonElement.Parse(command.Files()["r.json"]).GetProperty("sections")[0].GetProperty("cases").EnumerateArray();
        cases.Where(each => each.GetProperty("outcome").GetString() is "failed").Select(each => each.GetProperty("id").GetString())
            .Should().Equal(checks, "{0}", result.Out + result.Error);
    }
}
