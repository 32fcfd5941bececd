using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using LogoutContracts.Tests.Support;

namespace LogoutContracts.Tests.Cli.Serve;

public sealed class CommandLineAdmin : IDisposable
{
    private readonly HttpClient client = new();

    [TestCase("1", 1)]
    [TestCase("0", 0)]
    public async Task The_journal_is_as_long_as_asked(string journal, int kept)
    {
        await using var serving = await ServeRun.StartAsync("serve", "edin", "--port-base", "0", "--journal", journal);
        await CurlLine.SendAsync(serving.CurlLines[0]);
        await CurlLine.SendAsync(serving.CurlLines[0]);
        JsonElement.Parse(await client.GetStringAsync(new Uri($"{serving.AddressOf("admin")}/__admin/journal")))
            .GetProperty("entries").GetArrayLength().Should().Be(kept);
    }

    [Test]
    public async Task With_a_token_only_those_who_know_it_steer()
    {
        await using var serving = await ServeRun.StartAsync("serve", "edin", "--port-base", "0", "--admin-token", "t0p-s3cret");
        (await StatusAsync(serving, null)).Should().Be(HttpStatusCode.Unauthorized);
        (await StatusAsync(serving, "guess")).Should().Be(HttpStatusCode.Unauthorized);
        (await StatusAsync(serving, "t0p-s3cret")).Should().Be(HttpStatusCode.OK);
    }

    [TestCase("0.0.0.0", "fifteen-letters", 2)]
    [TestCase("0.0.0.0", "sixteen-letters!", 0)]
    [TestCase("127.0.0.1", "x", 0)]
    public async Task A_token_that_guards_against_a_network_is_hard_to_guess(string bind, string token, int code)
    {
        foreach (var isVariable in (bool[])[false, true])
        {
            string[] args = ["serve", "edin", "--port-base", "0", "--bind", bind];
            await using var serving = isVariable
                ? await ServeRun.StartInAsync(Path.GetTempPath(), args, name => name is "LOGOUT_CONTRACTS_ADMIN_TOKEN" ? token : null)
                : await ServeRun.StartAsync([.. args, "--admin-token", token]);
            (await serving.StopAsync()).Should().Be(code);
            serving.Error.Should().NotContain(token);
            if (code != 0)
                serving.Error.Should().Contain("has 15 characters").And.Contain("expected 16 or more");
        }
    }

    [Test]
    public async Task After_a_reload_the_admin_port_shows_the_new_contract()
    {
        using var specs = new OwnSpecs().With("shop", "rocketchat");
        await using var serving = await ServeRun.StartInAsync(specs.Folder, ["serve", "--specs", "own", "--watch", "--port-base", "0"]);
        var variants = new Uri($"{serving.AddressOf("admin")}/__admin/variants");
        (await client.GetStringAsync(variants)).Should().NotContain("slowed-down");
        specs.Edit("shop", ("        rate-limited:\n", "        slowed-down:\n"));
        await serving.SaysAsync("reloaded shop");
        (await client.GetStringAsync(variants)).Should().Contain("slowed-down");
    }

    public void Dispose() => client.Dispose();

    private async Task<HttpStatusCode> StatusAsync(ServeRun serving, string? token)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, $"{serving.AddressOf("admin")}/__admin/contracts");
        request.Headers.Authorization = token is null ? null : new AuthenticationHeaderValue("Bearer", token);
        using var response = await client.SendAsync(request);
        return response.StatusCode;
    }
}
