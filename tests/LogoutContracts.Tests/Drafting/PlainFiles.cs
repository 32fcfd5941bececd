using LogoutContracts.Cli.Context;
using LogoutContracts.Tests.Support;

namespace LogoutContracts.Tests.Drafting;

/// <summary>Verbs that get an OpenAPI file without a contract.</summary>
public sealed class PlainFiles : IDisposable
{
    private readonly CommandLineRun command = new();

    public PlainFiles() => command.Write("openapi.yaml", OpenApiDrafts.Vendor);

    [TestCase("serve", "openapi.yaml", "--port-base", "0")]
    [TestCase("serve", "--specs", "openapi.yaml", "--port-base", "0")]
    public async Task Serve_drafts_in_memory(params string[] args)
    {
        await using var serving = await ServeRun.StartInAsync(command.Folder, args);

        await OpenApiDrafts.Flow(new(serving.AddressOf("shop")));
        command.Files().Keys.Should().Equal("openapi.yaml");
    }

    [Test]
    public async Task Serve_drafts_nothing_that_is_open()
    {
        command.Write("openapi.yaml", OpenApiDrafts.Vendor.Replace("security: [{ bearer: [] }]", "security: []", StringComparison.Ordinal));

        var refused = await command.RunAsync("serve", "openapi.yaml");
        refused.Code.Should().Be(ExitCodes.UsedWrongly);
        refused.Error.Should()
            .StartWith("open: Where do requests carry the credential").And.Contain("run 'logout-contracts init openapi.yaml'");
    }

    [TestCase("lint", "openapi.yaml")]
    [TestCase("verify", "openapi.yaml", "--mock")]
    [TestCase("verify", "--specs", "openapi.yaml", "--mock")]
    [TestCase("audit", "--specs", "openapi.yaml", "--mock")]
    [TestCase("list", "openapi.yaml")]
    [TestCase("show", "openapi.yaml")]
    [TestCase("show", "shop", "--specs", "openapi.yaml")]
    [TestCase("run", "openapi.yaml")]
    [TestCase("run", "workflows.arazzo.yaml")]
    [TestCase("generate", "--specs", "openapi.yaml", "--output", "stubs")]
    public async Task Other_verbs_say_how_to_draft_a_contract(params string[] args)
    {
        command.Write("workflows.arazzo.yaml", """
            arazzo: 1.0.1
            info: { title: Log out, version: '1' }
            sourceDescriptions: [{ name: shop, url: openapi.yaml, type: openapi }]
            workflows: [{ workflowId: out, steps: [{ stepId: out, operationId: postLogout }] }]
            """);
        var refused = await command.RunAsync(args);

        refused.Code.Should().Be(ExitCodes.UsedWrongly);
        refused.Error.Should().Contain("'logout-contracts init openapi.yaml' drafts one");
    }

    [Test]
    public async Task A_spec_can_be_named_like_a_contract()
    {
        command.Write("edin/openapi.yaml", OwnSpecs.TextOf("edin"));

        (await command.RunAsync("verify", "edin/openapi.yaml", "--mock", "--only", "*.live")).Code.Should().Be(ExitCodes.Fine);
        (await command.RunAsync("show", "edin/openapi.yaml")).Should()
            .BeEquivalentTo(new { Code = ExitCodes.Fine, (await command.RunAsync("show", "edin")).Out });
    }

    public void Dispose() => command.Dispose();
}
