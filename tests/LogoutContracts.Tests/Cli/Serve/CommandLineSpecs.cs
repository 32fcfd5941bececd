using System.Net;
using LogoutContracts.Cli;
using LogoutContracts.Cli.Context;
using LogoutContracts.Specs;
using LogoutContracts.Tests.Support;

namespace LogoutContracts.Tests.Cli.Serve;

public sealed class CommandLineSpecs
{
    [TestCase("own")]
    [TestCase("own/shop")]
    [TestCase("own/shop/openapi.yaml")]
    public async Task A_teams_contracts_are_served_in_the_place_of_ours(string path)
    {
        using var specs = new OwnSpecs().With("shop", "edin");
        await using var serving = await ServeRun.StartInAsync(specs.Folder, ["serve", "--specs", path, "--port-base", "0"]);
        serving.Out.Should().MatchRegex("(?m)^shop ").And.NotMatchRegex("(?m)^edin ");
        (await CurlLine.SendAsync(serving.CurlLines[0])).Should().Be(HttpStatusCode.OK);
    }

    [Test]
    public async Task Or_beside_ours()
    {
        using var specs = new OwnSpecs().With("shop", "edin", 9201);
        await using var serving = await ServeRun.StartInAsync(specs.Folder, ["serve", "--specs", "own", "--built-in", "--port-base", "0"]);
        serving.CurlLines.Should().HaveCount(SpecCatalog.BuiltIn.Count + 2);
        foreach (var line in serving.CurlLines)
            (await CurlLine.SendAsync(line)).Should().BeOneOf(HttpStatusCode.OK, HttpStatusCode.NoContent);
    }

    [Test]
    public async Task Names_and_releases_are_those_of_the_team()
    {
        using var specs = new OwnSpecs().With("shop", "rocketchat").With("other", "edin");
        await using var serving = await ServeRun.StartInAsync(specs.Folder,
            ["serve", "shop", "--specs", "own", "--port-base", "0", "--release", "shop=7"]);
        serving.Out.Should().MatchRegex("(?m)^shop +[^ ]+ +7 ").And.NotContain("other");
        await RefusedAsync(specs, "error: unknown contract 'rocketchat'; expected one of: other, shop.",
            "serve", "rocketchat", "--specs", "own");
    }

    [Test]
    public async Task A_list_has_them_too()
    {
        using var specs = new OwnSpecs().With("shop", "edin");
        var result = await RunAsync(specs, "list", "--specs", "own", "--operation", "logout");
        result.Should().BeEquivalentTo(new { Code = ExitCodes.Fine, Error = "" });
        result.Out.Should().StartWith("shop logout ").And.Contain("own/shop/openapi.yaml:").And.NotContain("laravel");
    }

    [Test]
    public async Task Of_bad_specs_all_is_said_at_once()
    {
        using var specs = new OwnSpecs().With("shop", "edin").With("misnamed", "laravel");
        specs.Write("broken", "openapi: 3.1.1\n");
        specs.Write("shop", specs.Read("shop").Replace("then: { caller: ended }", "then: { caler: ended }", StringComparison.Ordinal));
        specs.Write("misnamed", specs.Read("misnamed").Replace("id: misnamed", "id: named", StringComparison.Ordinal));
        var result = await RefusedAsync(specs, "error: these specs have problems; fix those above.", "serve", "--specs", "own");
        result.Error.Should().Contain("own/broken/openapi.yaml:1:1: missing-field")
            .And.MatchRegex(@"own/shop/openapi\.yaml:\d+:\d+: ").And.MatchRegex(@"own/misnamed/openapi\.yaml:\d+:\d+: folder-name");
    }

    [Test]
    public async Task One_contract_cannot_be_there_twice()
    {
        using var specs = new OwnSpecs().With("edin", "edin");
        (await RefusedAsync(specs, "duplicate-id", "serve", "--specs", "own", "--built-in")).Error
            .Should().MatchRegex(@"own/edin/openapi\.yaml:\d+:\d+: duplicate-id");
    }

    [Test]
    public async Task Nor_one_port_unless_all_have_one()
    {
        using var specs = new OwnSpecs().With("shop", "edin").With("twin", "edin");
        await RefusedAsync(specs, "the contracts 'shop' and 'twin' both use port 9101", "serve", "--specs", "own");
        await using var serving = await ServeRun.StartInAsync(specs.Folder,
            ["serve", "--specs", "own", "--single-port", "--port-base", "0"]);
        foreach (var line in serving.CurlLines)
            (await CurlLine.SendAsync(line)).Should().Be(HttpStatusCode.OK);
    }

    private static async Task<CommandLineResult> RefusedAsync(OwnSpecs specs, string message, params string[] args)
    {
        var result = await RunAsync(specs, args);
        result.Code.Should().Be(ExitCodes.UsedWrongly);
        result.Out.Should().BeEmpty();
        result.Error.Should().Contain(message);
        return result;
    }

    private static async Task<CommandLineResult> RunAsync(OwnSpecs specs, params string[] args)
    {
        using var stdout = new StringWriter();
        using var stderr = new StringWriter();
        var code = await CommandLineApp.RunAsync(args, new(
            stdout, stderr, () => throw new InvalidOperationException("The command should have failed before this."),
            specs.Folder, 110, SpecCatalog.BuiltInFiles));
        return new(code, stdout.ToString(), stderr.ToString());
    }
}
