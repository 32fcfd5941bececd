using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using LogoutContracts.Cli.Context;
using LogoutContracts.Cli.Init;
using LogoutContracts.Tests.Specs;
using LogoutContracts.Tests.Support;

namespace LogoutContracts.Tests.Drafting;

/// <summary><c>init</c> with an OpenAPI file.</summary>
public sealed class OpenApiDrafts : IDisposable
{
    /// <summary>A vendor's file: OpenAPI 3.0, a base path, no ids, and much that a contract leaves alone.</summary>
    public const string Vendor = """
        openapi: 3.0.3
        info: { title: Shop API, version: '3' }
        servers: [{ url: https://shop.example.com/v1 }]
        paths:
          /login:
            post:
              security: []
              requestBody:
                content:
                  application/json:
                    schema: { $ref: '#/components/schemas/Credentials' }
              responses:
                '200': { description: Fine, content: { application/json: { schema: { $ref: '#/components/schemas/Token' } } } }
          /logout:
            post: { summary: Log out, responses: { '204': { description: Gone }, '401': { $ref: '#/components/responses/Refused' } } }
          /me:
            get:
              responses:
                '200': { description: You, content: { application/json: { schema: { $ref: '#/components/schemas/User' } } } }
                '401': { $ref: '#/components/responses/Refused' }
          /orders/{id}:
            get: { responses: { '200': { description: An order } } }
        security: [{ bearer: [] }]
        components:
          securitySchemes: { bearer: { type: http, scheme: bearer } }
          responses:
            Refused:
              description: Refused
              content: { application/json: { schema: { type: object, required: [error],
                  properties: { error: { type: string, minLength: 30, format: sentence } } } } }
          schemas:
            Credentials: { type: object, properties: { email: { type: string, format: email }, password: { type: string } } }
            Token: { type: object, properties: { access_token: { type: string }, expires_in: { type: integer, nullable: true } } }
            User:
              allOf:
                - { type: object, required: [id], properties: { id: { type: string, format: uuid } } }
                - { type: object, required: [age], properties: { age: { type: integer, minimum: 18, nullable: true } } }
        """;

    private static IEnumerable<string> Ids => BareSpecs.Ids;

    private readonly CommandLineRun command = new();

    [TestCaseSource(nameof(Ids))]
    public async Task Drafts_for_our_contracts_are_valid_and_consistent(string id)
    {
        command.Write("vendor.json", BareSpecs.Of(id).ToJsonString());

        (await command.RunAsync("init", "vendor.json", "--id", id)).Should().BeEquivalentTo(new { Code = ExitCodes.Fine, Error = "" });
        (await command.RunAsync("lint", "specs")).Should().BeEquivalentTo(new { Code = ExitCodes.Fine, Error = "" });
        var verified = await command.RunAsync("verify", id, "--specs", "specs", "--mock");
        verified.Code.Should().Be(ExitCodes.Fine, verified.Out + verified.Error);
    }

    [Test]
    public async Task A_draft_is_one_file_and_serves()
    {
        command.Write("vendor/openapi.yaml", Vendor);
        var drafted = await command.RunAsync("init", "vendor/openapi.yaml");

        drafted.Should().BeEquivalentTo(new { Code = ExitCodes.Fine, Error = "" });
        command.Files().Keys.Should().BeEquivalentTo("vendor/openapi.yaml", "specs/shop/contract.overlay.yaml");
        (await command.RunAsync("lint", "--strict", "specs")).Out.Should().Contain("ok: 3 operations, 16 variants");
        await using var serving = await ServeRun.StartInAsync(command.Folder, ["serve", "--specs", "specs", "--port-base", "0"]);
        await Flow(new(serving.AddressOf("shop")));
    }

    [Test]
    public async Task The_draft_says_what_the_file_states_and_what_is_assumed()
    {
        command.Write("vendor/openapi.yaml", Vendor);
        await command.RunAsync("init", "vendor/openapi.yaml");

        await LogoutContracts.Testing.Snapshot.Verify(command.Files()["specs/shop/contract.overlay.yaml"], "OpenApiDrafts.shop");
    }

    [Test]
    public async Task A_draft_is_overwritten_only_with_force()
    {
        command.Write("openapi.yaml", Vendor);
        command.Write("specs/shop/contract.overlay.yaml", "mine");

        var refused = await command.RunAsync("init", "openapi.yaml");
        refused.Code.Should().Be(ExitCodes.UsedWrongly);
        refused.Error.Should().Contain("add --force");
        command.Files()["specs/shop/contract.overlay.yaml"].Should().Be("mine");
        (await command.RunAsync("init", "openapi.yaml", "--force")).Code.Should().Be(ExitCodes.Fine);
        command.Files()["specs/shop/contract.overlay.yaml"].Should().StartWith("overlay:");
    }

    [Test]
    public async Task Without_a_logout_nothing_is_written()
    {
        command.Write("openapi.yaml", "{ openapi: 3.1.0, info: { title: T, version: '1' }, paths: { /cart: { get: {}, delete: {} } } }");

        var refused = await command.RunAsync("init", "openapi.yaml");
        refused.Code.Should().Be(ExitCodes.UsedWrongly);
        refused.Error.Should().Contain("no operation looks like the logout").And.Contain("DELETE /cart");
        command.Files().Should().ContainSingle();
    }

    [Test]
    public async Task Options_name_operations_and_carriers()
    {
        command.Write("openapi.yaml", Vendor);

        (await command.RunAsync(
            "init", "openapi.yaml", "--logout", "post /logout", "--probe", "GET /me", "--credential", "cookie SID={sid}", "--id", "a-1",
            "--output", "mine")).Code.Should().Be(ExitCodes.Fine);
        command.Files()["mine/a-1/contract.overlay.yaml"].Should().Contain("cookie SID={session}").And.Contain("named by you");
        var wrong = await command.RunAsync("init", "openapi.yaml", "--logout", "POST /logot");
        wrong.Error.Should().Contain("no operation 'POST /logot'").And.Contain("Did you mean 'POST /logout'?");
        (await command.RunAsync("init", "openapi.yaml", "--credential", "SID")).Error.Should().Contain("'SID' is not a carrier");
        (await command.RunAsync("init", "openapi.yaml", "--id", "A")).Error.Should().Contain("'A' is not an id");
        (await command.RunAsync("init", "missing.yaml")).Error.Should().Contain("'missing.yaml' does not exist");
    }

    [Test]
    public async Task On_a_terminal_the_user_chooses()
    {
        using var asked = new CommandLineRun { Ask = role => role.Options[^1].Name };
        asked.Write("openapi.yaml",
            Vendor.Replace("  /orders/{id}:", "  /sso/logout: { post: { summary: Log out, responses: {} } }\n  /orders/{id}:",
                StringComparison.Ordinal));

        (await asked.RunAsync("init", "openapi.yaml")).Out.Should().Contain("logout:  POST /sso/logout").And.NotContain("open:");
        (await asked.RunAsync("init", "openapi.yaml", "--force", "--yes")).Out.Should()
            .Contain("logout:  POST /logout").And.Contain("open: Is POST /logout the logout? These fit as well: POST /sso/logout.");
    }

    [TestCase(40, "POST /a/logout  (the path says logout)")]
    [TestCase(37, "POST /a/logout  (the path says logo…")]
    [TestCase(1, "…")]
    public void An_option_is_one_line(int width, string line) =>
        RolePrompt.Line(new("postLogout", "POST /a/logout", "the path says logout"), width).Should().Be(line);

    [Test]
    public async Task A_contract_is_not_drafted_again()
    {
        command.Write("openapi.yaml", OwnSpecs.TextOf("edin"));

        (await command.RunAsync("init", "openapi.yaml")).Error.Should().Contain("already is a contract");
    }

    [Test]
    public async Task Directus_is_drafted_linted_and_served()
    {
        var file = IndependentReaders.PathOf("@directus", "specs", "dist", "openapi.json");

        (await command.RunAsync("init", file)).Should().BeEquivalentTo(new { Code = ExitCodes.Fine, Error = "" });
        (await command.RunAsync("lint", "specs")).Code.Should().Be(ExitCodes.Fine);
        await using var serving = await ServeRun.StartInAsync(command.Folder, ["serve", "--specs", "specs", "--port-base", "0"]);
        using var client = new HttpClient { BaseAddress = new(serving.AddressOf("directus")) };
        using var login = await client.PostAsJsonAsync("auth/login", new { email = "admin@example.com", password = "password" });
        var data = JsonNode.Parse(await login.Content.ReadAsStringAsync())!["data"]!;
        client.DefaultRequestHeaders.Authorization = new("Bearer", (string)data["access_token"]!);
        (await client.GetAsync("users/me")).StatusCode.Should().Be(HttpStatusCode.OK);
        (await client.PostAsJsonAsync("auth/logout", new { refresh_token = (string)data["refresh_token"]! })).StatusCode
            .Should().Be(HttpStatusCode.OK);
        (await client.GetAsync("users/me")).StatusCode.Should().Be(HttpStatusCode.Unauthorized);
    }

    public void Dispose() => command.Dispose();

    /// <summary>Log in, log out, and replay the dead token.</summary>
    public static async Task Flow(Uri address)
    {
        using var client = new HttpClient { BaseAddress = address };
        using var login = await client.PostAsJsonAsync("v1/login", new { email = "jane@example.com", password = "correct-horse" });
        var token = (string)JsonNode.Parse(await login.Content.ReadAsStringAsync())!["access_token"]!;
        client.DefaultRequestHeaders.Authorization = new("Bearer", token);
        (await client.GetAsync("v1/me")).StatusCode.Should().Be(HttpStatusCode.OK);
        (await client.PostAsync("v1/logout", null)).StatusCode.Should().Be(HttpStatusCode.NoContent);
        (await client.GetAsync("v1/me")).StatusCode.Should().Be(HttpStatusCode.Unauthorized);
        (await client.PostAsync("v1/logout", null)).StatusCode.Should().Be(HttpStatusCode.Unauthorized);
    }
}
