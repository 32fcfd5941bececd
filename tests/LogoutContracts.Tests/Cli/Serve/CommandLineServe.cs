using System.Net;
using System.Net.Sockets;
using System.Text.RegularExpressions;
using LogoutContracts.Cli.Context;
using LogoutContracts.Specs;
using LogoutContracts.Tests.Support;

namespace LogoutContracts.Tests.Cli.Serve;

public sealed class CommandLineServe
{
    [Test]
    public async Task It_prints_a_table_and_for_each_logout_a_line_that_works_as_pasted()
    {
        await using var serving = await ServeRun.StartAsync("serve", "--port-base", "0");
        foreach (var contract in SpecCatalog.BuiltIn)
        {
            var (release, operations) = (contract.Releases.Default ?? "-", string.Join(", ", contract.Operations.Select(each => each.Id)));
            serving.Out.Should().MatchRegex($@"(?m)^{contract.Id} +http://127\.0\.0\.1:\d+ +{Regex.Escape(release)} +{operations}$");
        }

        serving.Out.Should().MatchRegex(
            @"(?m)^admin +http://127\.0\.0\.1:\d+ +- +GET /health, GET /contracts, POST /reset; for the rest, see /__admin/openapi\.yaml$")
            .And.NotContain("\u001b");

        var lines = serving.CurlLines;
        lines.Should().HaveCount(SpecCatalog.BuiltIn.Count + 1);
        foreach (var line in lines)
            (await CurlLine.SendAsync(line)).Should().BeOneOf(HttpStatusCode.OK, HttpStatusCode.NoContent);

        // They work again, because the last of them resets the server.
        foreach (var line in lines)
            (await CurlLine.SendAsync(line)).Should().BeOneOf(HttpStatusCode.OK, HttpStatusCode.NoContent);
        (await serving.StopAsync()).Should().Be(ExitCodes.Fine);
        serving.Error.ReplaceLineEndings("\n")
            .Should().Be("Press Ctrl-C to stop.\nstopping after the requests in flight\nstopped\n");
    }

    [Test]
    public async Task It_serves_the_named_contracts_and_no_others()
    {
        await using var serving = await ServeRun.StartAsync("serve", "rocketchat", "edin", "edin", "--port-base", "0", "--release", "7");
        serving.Out.Should().MatchRegex("(?m)^rocketchat +[^ ]+ +7 ").And.MatchRegex("(?m)^edin ").And.NotContain("laravel");
        serving.CurlLines.Should().HaveCount(3);
    }

    [Test]
    public async Task A_release_of_one_contract_goes_before_a_release_of_all()
    {
        await using var serving = await ServeRun.StartAsync("serve", "--port-base", "0",
            "--release", "7", "--release", "rocketchat=6", "--release", "4");
        serving.Out.Should().MatchRegex("(?m)^rocketchat +[^ ]+ +6 ").And.MatchRegex("(?m)^crafter +[^ ]+ +4 ");
    }

    [Test]
    public async Task A_taken_port_is_one_line_and_the_end()
    {
        // The admin port is taken. The contract's port, the next one, may be free or taken.
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        var port = ((IPEndPoint)taken.LocalEndpoint).Port;
        await using var serving = await ServeRun.StartAsync("serve", "edin", "--port-base", $"{port}");
        (await serving.Exit).Should().Be(ExitCodes.UsedWrongly);
        serving.Out.Should().BeEmpty();
        serving.Error.Should().Contain(
            $"error: port {port} (admin) on 127.0.0.1 is already in use; stop the other program, "
            + $"or move all ports with --port-base N (0 for free ports).{Environment.NewLine}")
            .And.NotContain("   at ");
    }

    [Test]
    public async Task Two_of_them_run_beside_each_other()
    {
        await using var one = await ServeRun.StartAsync("serve", "--port-base", "0");
        await using var other = await ServeRun.StartAsync("serve", "--port-base", "0");
        one.CurlLines.Should().NotIntersectWith(other.CurlLines);
        foreach (var line in one.CurlLines.Concat(other.CurlLines))
            (await CurlLine.SendAsync(line)).Should().BeOneOf(HttpStatusCode.OK, HttpStatusCode.NoContent);
    }

    [Test]
    public async Task On_a_single_port_every_line_works_below_its_prefix()
    {
        await using var serving = await ServeRun.StartAsync("serve", "--single-port", "--port-base", "0");
        SpecCatalog.BuiltIn.Select(contract => new Uri(serving.AddressOf(contract.Id)))
            .Select(address => address.Port).Distinct().Should().ContainSingle();
        foreach (var contract in SpecCatalog.BuiltIn)
            serving.AddressOf(contract.Id).Should().EndWith($"/{contract.Id}");
        foreach (var line in serving.CurlLines)
            (await CurlLine.SendAsync(line)).Should().BeOneOf(HttpStatusCode.OK, HttpStatusCode.NoContent);
    }

    [Test]
    public async Task A_single_port_that_is_taken_belongs_to_all_contracts()
    {
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        var port = ((IPEndPoint)taken.LocalEndpoint).Port;
        await using var serving = await ServeRun.StartAsync("serve", "edin", "--single-port", "--no-admin", "--port-base", $"{port - 1}");
        (await serving.Exit).Should().Be(ExitCodes.UsedWrongly);
        serving.Error.Should().StartWith($"error: port {port} (all contracts) on 127.0.0.1 is already in use;");
    }

    [TestCase("--admin-token", "t0p-s3cret-0123456789")]
    [TestCase("--bind", "0.0.0.0")]
    public async Task The_admin_token_is_asked_for_and_not_shown(params string[] args)
    {
        await using var serving = await ServeRun.StartInAsync(Path.GetTempPath(), ["serve", "edin", "--port-base", "0", .. args],
            name => name is "LOGOUT_CONTRACTS_ADMIN_TOKEN" ? "t0p-s3cret-0123456789" : null);
        serving.Out.Should().NotContain("t0p-s3cret-0123456789")
            .And.MatchRegex("""(?m)^curl -i -X POST 'http://[^']+/reset' -H 'Content-Type: application/json' -H "Authorization: Bearer \$LOGOUT_CONTRACTS_ADMIN_TOKEN"\r?$""");
    }

    [TestCase("localhost", "http://127.0.0.1:")]
    [TestCase("127.0.0.2", "http://127.0.0.2:")]
    [TestCase("::1", "http://[::1]:")]
    public async Task Loopback_has_many_names_and_none_is_warned_of(string bind, string url)
    {
        await using var serving = await ServeRun.StartAsync("serve", "edin", "--port-base", "0", "--bind", bind);
        serving.Out.Should().Contain(url);
        serving.Error.Should().NotContain("warning");
    }

    [Test]
    public async Task Strangers_are_let_in_with_a_warning_only()
    {
        await using var serving = await ServeRun.StartAsync("serve", "edin", "--port-base", "0", "--bind", "0.0.0.0", "--no-admin");
        serving.Error.Should().Contain("warning: the mocks listen on 0.0.0.0");
        serving.Out.Should().NotContain("admin").And.NotContain("/reset");
        (await CurlLine.SendAsync(serving.CurlLines[0])).Should().Be(HttpStatusCode.OK);
    }
}
