using System.Text;
using LogoutContracts.Specs;

namespace LogoutContracts.Tests.Specs;

/// <summary>Which requests need a rule: those that the schema of the body makes possible.</summary>
public sealed class UnruledRequests
{
    private const string Modes = "{ type: object, required: [mode], properties: { mode: { enum: [json, cookie] } } }";

    [TestCase(Modes, "{ body: [empty, malformed, invalid] }", "{ body: { has: { mode: cookie } } }", "{ body: { has: { mode: json } } }",
        ExpectedResult = "", TestName = "Values that the schema lists are all that a valid body has")]
    [TestCase(
        Modes, "{ body: [empty, malformed, invalid] }", "{ body: { has: { mode: cookie } } }", "{ body: { has: { mode: token } } }",
        ExpectedResult = "caller absent, body valid, body property mode any other value",
        TestName = "A listed value without a rule is another value")]
    [TestCase("{ type: object, required: [mode], properties: { mode: { type: string } } }",
        "{ body: [empty, malformed, invalid] }", "{ body: { has: { mode: cookie } } }", "{ body: { has: { mode: json } } }",
        ExpectedResult = "caller absent, body valid, body property mode any other value", TestName = "A string can have any other value")]
    [TestCase("{ type: object, properties: { mode: { enum: [json, cookie] } } }",
        "{ body: [empty, malformed, invalid] }", "{ body: { has: { mode: cookie } } }", "{ body: { has: { mode: json } } }",
        ExpectedResult = "caller absent, body valid, body property mode any other value", TestName = "An optional property can be absent")]
    [TestCase(Modes, "{ body: [empty, malformed] }", "{ body: { invalid: [type, enum, required] } }", "{ body: valid }",
        ExpectedResult = "", TestName = "Other keywords cannot fail")]
    [TestCase(Modes, "{ body: [empty, malformed] }", "{ body: { invalid: [type, required] } }", "{ body: valid }",
        ExpectedResult = "caller absent, body invalid (another keyword)", TestName = "A keyword without a rule can fail")]
    [TestCase("{ allOf: [{ type: object }] , if: { type: object }, else: false }",
        "{ body: [empty, malformed] }", "{ body: { invalid: type } }", "{ body: valid }",
        ExpectedResult = "caller absent, body invalid (another keyword)",
        TestName = "Keywords that combine schemas may fail in other ways")]
    public string A_request_needs_a_rule_if_it_is_possible(string schema, string first, string second, string third)
    {
        var spec = $$"""
            openapi: 3.1.1
            info: { title: Small, version: 1.0.0 }
            x-contract:
              id: small
              port: 9199
              session:
                preset: { use: bearer, without: [invalid-login, wrong-method] }
                credentials: { token: { format: '[0-9a-f]{32}' } }
                probe: { operation: getMe, live: live }
            paths:
              /login:
                post:
                  operationId: login
                  x-session: { opens: { token: $response.body#/token } }
                  requestBody: { content: { application/json: { schema: {{schema}}, example: { mode: json } } } }
                  responses:
                    '200': { description: Session, content: { application/json: { example: { token: '{opened.token}' } } } }
                    '400': { description: Refused }
                  x-variants:
                    first: { summary: One, match: {{first}}, expect: { status: 400 }, basis: assumption }
                    second: { summary: Two, match: {{second}}, expect: { status: 400 }, basis: assumption }
                    third: { summary: Three, match: {{third}}, expect: { status: 200 }, then: { opened: active }, basis: assumption }
              /me:
                get:
                  operationId: getMe
                  x-session: { ends: caller }
                  responses: { '200': { description: Me } }
                  x-variants: { live: { summary: Live, given: { caller: active }, expect: { status: 200 }, basis: assumption } }
            """;
        return string.Join('\n', SpecReader.Read("spec.yaml", Encoding.UTF8.GetBytes(spec)).Diagnostics.Select(problem =>
            problem.Found.Split("matches a request with ")[^1].Split(" (and ")[0]));
    }
}
