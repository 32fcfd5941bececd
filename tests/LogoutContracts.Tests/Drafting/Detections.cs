using LogoutContracts.Drafting;
using LogoutContracts.Drafting.Choosing;
using LogoutContracts.Specs;
using LogoutContracts.Specs.Model;

namespace LogoutContracts.Tests.Drafting;

/// <summary>Which operations of an OpenAPI file are taken for login, logout and probe, and where credentials travel.</summary>
public sealed class Detections
{
    private static IEnumerable<string> Ids => BareSpecs.Ids;

    [TestCaseSource(nameof(Ids))]
    public void What_our_contracts_say_is_found_or_asked_for(string id)
    {
        var contract = SpecCatalog.BuiltIn.First(contract => string.Equals(contract.Id, id, StringComparison.Ordinal));
        var finding = Drafter.Find(BareSpecs.Parsed(BareSpecs.Of(id)), DraftOptions.None);

        Fits(finding, DraftRole.Logout, contract.Operations.Where(operation => operation.Session.Ends != SessionEnd.Nothing));
        Fits(finding, DraftRole.Login, contract.Operations.Where(operation => operation.Session.Opens.Count > 0));
        Fits(finding, DraftRole.Probe,
            contract.Operations.Where(operation =>
                string.Equals(operation.Id, contract.Sessions.Probe.Operation, StringComparison.Ordinal)));
        var carriers = contract.Sessions.Credentials.SelectMany(credential => credential.Carriers.Take(1))
            .Select(carrier => carrier.ToString());
        if (!finding.Questions.Any(question => question.Contains("carry the credential", StringComparison.Ordinal)))
            finding.Credentials.Select(credential => Carrier.TryParse(credential.Carriers[0], credential.Name)!.ToString()).Should()
                .BeEquivalentTo(carriers);
    }

    [TestCase("crafter", "")]
    [TestCase("edin", "")]
    [TestCase("laravel", "")]
    [TestCase("oauth2", "Where do requests carry the credential")]
    [TestCase("rocketchat", "")]
    [TestCase("symphony", "Is POST /sessionauth/v1/authenticate the login?")]
    public void Only_what_a_file_leaves_open_is_asked(string id, string question)
    {
        var questions = Drafter.Find(BareSpecs.Parsed(BareSpecs.Of(id)), DraftOptions.None).Questions;

        if (question.Length == 0)
            questions.Should().BeEmpty();
        else
            questions.Should().ContainSingle().Which.Should().StartWith(question);
    }

    [TestCase("post", "/v1/sign-out", "")]
    [TestCase("get", "/auth/logoff", "")]
    [TestCase("delete", "/session", "")]
    [TestCase("delete", "/api/tokens/current", "revokeToken")]
    [TestCase("post", "/oauth/revoke", "")]
    [TestCase("post", "/user", "logOutUser")]
    public void Logouts_are_recognized_by_path_or_id(string method, string path, string id)
    {
        var file = $$"""
            { "paths": { "{{path}}": { "{{method}}": { "operationId": "{{id}}", "responses": {} } }, "/users": { "get": {}, "post": {} } } }
            """;
        Find(file).NameOf(DraftRole.Logout).Should().Be($"{method.ToUpperInvariant()} {path}");
    }

    [TestCase("post", "/catalog")]
    [TestCase("get", "/blog/out")]
    [TestCase("delete", "/users/{id}")]
    [TestCase("get", "/sessions")]
    public void Other_operations_are_no_logouts(string method, string path) =>
        Find($$"""{ "paths": { "{{path}}": { "{{method}}": {} } } }""").NameOf(DraftRole.Logout).Should().BeNull();

    [Test]
    public void Operations_that_fit_equally_well_are_asked_for()
    {
        var finding = Find("""{ "paths": { "/a/logout": { "post": {} }, "/b/logout": { "post": {} }, "/me": { "get": {} } } }""");

        finding.Open.Should().Contain(open => open.Role == DraftRole.Logout && open.Options.Count == 2);
        var named = Find(
            """{ "paths": { "/a/logout": { "post": {} }, "/b/logout": { "post": {} } } }""",
                DraftOptions.None with { Logout = "post /b/logout" });
        named.NameOf(DraftRole.Logout).Should().Be("POST /b/logout");
        named.Open.Should().BeEmpty();
    }

    [TestCase("""{ "type": "http", "scheme": "bearer" }""", "header Authorization: Bearer {token}")]
    [TestCase("""{ "type": "apiKey", "in": "cookie", "name": "SID" }""", "cookie SID={session}")]
    [TestCase("""{ "type": "apiKey", "in": "header", "name": "X-Session-Token" }""", "header X-Session-Token: {token}")]
    [TestCase("""{ "type": "oauth2", "flows": {} }""", "header Authorization: Bearer {token}")]
    public void Carriers_come_from_security_schemes(string scheme, string carrier)
    {
        var file = $$"""
            {
              "paths": { "/logout": { "post": {} }, "/me": { "get": {} } },
              "security": [{ "it": [] }],
              "components": { "securitySchemes": { "it": {{scheme}} } }
            }
            """;
        Find(file).Credentials.Should().ContainSingle().Which.Carriers.Should().Equal(carrier);
    }

    private static void Fits(DraftFinding finding, DraftRole role, IEnumerable<Operation> operations)
    {
        var expected = operations.Select(operation => operation.Id).ToList();
        var open = finding.Open.FirstOrDefault(open => open.Role == role);
        if (open is not null)
            open.Options.Select(option => option.Name).Should().Contain(expected[0]);
        else
            finding.Document.Find(finding.NameOf(role)!)!.Id.Should().BeOneOf(expected);
    }

    private static DraftFinding Find(string file, DraftOptions? options = null) =>
        Drafter.Find(System.Text.Json.JsonElement.Parse(file), options ?? DraftOptions.None);
}
