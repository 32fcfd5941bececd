using System.Text.Json;
using LogoutContracts.Mocks.Requests;
using LogoutContracts.Specs.Arazzo;
using LogoutContracts.Specs.Model;
using LogoutContracts.Specs.Primitives;
using LogoutContracts.Verification.Http;
using LogoutContracts.Verification.Workflows;

namespace LogoutContracts.Tests.Specs.Arazzo;

/// <summary>The runtime expressions of OpenAPI and Arazzo, and Arazzo's conditions.</summary>
public sealed class Expressions
{
    private static readonly Exchange Exchange = new(
        new RenderedRequest("POST", "/users/a%20b/logout?all=yes&x=%26", [new("X-Q", "q")], """{"user":{"name":"ada"}}"""),
        new ReceivedResponse(
            201,
            [new("X-A", "one"), new("X-A", "two")],
            """{"text":"t","yes":true,"no":false,"nothing":null,"number":1.50,"list":[{"a/b":"deep","x":1}],"""
            + """ "half":"x","digits":"7","quote":"it's"}"""));

    [TestCase("$request.body#/user")]
    [TestCase("$request.body#")]
    [TestCase("$response.body#/data/0/a~1b")]
    [TestCase("$response.cookie.SID")]
    [TestCase("$response.header.X-A")]
    public void A_locator_is_read(string text) => Locator.TryParse(text).Should().NotBeNull();

    [TestCase("")]
    [TestCase("user")]
    [TestCase("$request.body")]
    [TestCase("$request.body#user")]
    [TestCase("$request.header.X")]
    [TestCase("$response.cookie.")]
    [TestCase("$response.header.")]
    [TestCase("$RESPONSE.body#/a")]
    [TestCase(" $response.body#/a")]
    public void What_is_no_locator_is_refused(string text) => Locator.TryParse(text).Should().BeNull();

    [TestCase("$statusCode == 201", true)]
    [TestCase("$statusCode==201", true)]
    [TestCase("$statusCode != 201", false)]
    [TestCase("$statusCode == 200", false)]
    [TestCase("$method == 'POST'", true)]
    [TestCase("$response.header.X-A == 'one'", true)]
    [TestCase("$response.header.x-a != 'two'", true)]
    [TestCase("$response.header.X-B == null", true)]
    [TestCase("$response.header.X-A == null", false)]
    [TestCase("$response.body#/text == 't'", true)]
    [TestCase("$response.body#/text == ''", false)]
    [TestCase("$response.body#/yes == true", true)]
    [TestCase("$response.body#/yes != false", true)]
    [TestCase("$response.body#/no == false", true)]
    [TestCase("$response.body#/nothing == null", true)]
    [TestCase("$response.body#/absent == null", true)]
    [TestCase("$response.body#/text != null", true)]
    [TestCase("$response.body#/text == 'null'", false)]
    [TestCase("$response.body#/number == 1.50", true)]
    [TestCase("$response.body#/list/0/a~1b == 'deep'", true)]
    [TestCase("$response.body#/number < 2", true)]
    [TestCase("$response.body#/number <= 1.5", true)]
    [TestCase("$response.body#/number > 1.5", false)]
    [TestCase("$response.body#/number >= -1e2", true)]
    [TestCase("$response.body#/absent >= 0", false)]
    [TestCase("$response.body#/absent < 0", false)]
    [TestCase("$response.body#/nothing <= 0", false)]
    [TestCase("$response.body#/text < 'U'", true)]
    [TestCase("$response.body#/text == 'T'", true)]
    [TestCase("$response.body#/digits == 7", true)]
    [TestCase("$response.body#/digits > 6.5", true)]
    [TestCase("$response.body#/text > 6", false)]
    [TestCase("$response.body#/quote == 'it''s'", true)]
    [TestCase("$statusCode >= 200 && $statusCode < 300", true)]
    [TestCase("$statusCode == 404 || $statusCode == 201", true)]
    [TestCase("$statusCode == 201 || $statusCode == 404 && $method == 'GET'", true)]
    [TestCase("($statusCode == 201 || $statusCode == 404) && $method == 'GET'", false)]
    [TestCase("!($statusCode == 201)", false)]
    [TestCase("!$response.body#/no", true)]
    [TestCase("$response.body#/yes", true)]
    [TestCase("$response.body#/absent", false)]
    [TestCase("! ! true", true)]
    [TestCase("$response.body.list[0].x == 1", true)]
    [TestCase("$response.body.list[7].x == null", true)]
    [TestCase("$response.body.text == 't'", true)]
    [TestCase("$request.body#/user/name == 'ada'", true)]
    [TestCase("$request.header.x-q == 'q'", true)]
    [TestCase("$request.query.x == '&'", true)]
    [TestCase("$request.query.y == null", true)]
    [TestCase("$request.path.name == 'a b'", true)]
    [TestCase("$request.path.id == null", true)]
    [TestCase("$url == 'http://127.0.0.1:1/users/a%20b/logout?all=yes&x=%26'", true)]
    [TestCase("$sourceDescriptions.small.url == './openapi.yaml'", true)]
    [TestCase("$inputs.user.name == 'ada'", true)]
    [TestCase("$inputs.user#/name == 'ada'", true)]
    [TestCase("$inputs.dotted.name == 1", true)]
    [TestCase("$inputs.list[1] == 'b'", true)]
    [TestCase("$steps.one.outputs.token == 'abc'", true)]
    [TestCase("$steps.two.outputs.token == null", true)]
    [TestCase("$workflows.before.outputs.id == 7", true)]
    [TestCase("$workflows.before.inputs.id == 6", true)]
    public void A_condition_is_asked_of_an_exchange(string text, bool holds) =>
        ConditionParser.TryParse(text)!.Holds(ExpressionsOf(Exchange).ValueOf).Should().Be(holds);

    [TestCase("")]
    [TestCase("$statusCode = 200")]
    [TestCase("$statusCode == ")]
    [TestCase("statusCode == 200")]
    [TestCase("$statusCode == two")]
    [TestCase("$statusCode == 200 and true")]
    [TestCase("$statusCode == 200 &&")]
    [TestCase("($statusCode == 200")]
    [TestCase("$statusCode == 200)")]
    [TestCase("$statusCode == 200 == true")]
    [TestCase("$status == 200")]
    [TestCase("$response.query.x == 1")]
    [TestCase("$statusCode == \"200\"")]
    [TestCase("$statusCode == 0200")]
    [TestCase("$method == 'it's'")]
    public void What_is_no_condition_is_refused(string text) => ConditionParser.TryParse(text).Should().BeNull();

    [Test]
    public void Conditions_that_are_nested_too_deeply_are_refused() =>
        ConditionParser.TryParse($"{new string('(', 5_000)}true{new string(')', 5_000)}").Should().BeNull();

    [TestCase("$url")]
    [TestCase("$request.header.X-A")]
    [TestCase("$request.body#/a/0")]
    [TestCase("$response.body")]
    [TestCase("$steps.log-in.outputs.token")]
    [TestCase("$workflows.w.inputs.a.b")]
    [TestCase("$components.parameters.token")]
    [TestCase("$sourceDescriptions.api.url")]
    public void An_expression_is_read(string text) => RuntimeExpression.TryParse(text).Should().NotBeNull();

    [TestCase("$steps.log-in.outputs")]
    [TestCase("$steps.log in.outputs.token")]
    [TestCase("$steps.a.inputs.token")]
    [TestCase("$response.path.a")]
    [TestCase("$inputs.")]
    [TestCase("$inputs")]
    [TestCase("$STATUSCODE")]
    [TestCase("$response.body#a")]
    [TestCase("$sourceDescriptions.api")]
    public void What_is_no_expression_is_refused(string text) => RuntimeExpression.TryParse(text).Should().BeNull();

    [TestCase("")]
    [TestCase("no JSON")]
    [TestCase("""{"text":"\ud800"}""")]
    public void A_body_that_cannot_be_read_has_nothing_in_it(string body) =>
        ExpressionsOf(Exchange with { Response = Exchange.Response with { Body = body } })
            .ValueOf(RuntimeExpression.TryParse("$response.body#/text")!).Should().BeNull();

    private static ExchangeExpressions ExpressionsOf(Exchange exchange)
    {
        var workflow = new Workflow(
            "now", "", "a.arazzo.yaml", WorkflowInputs.None, [], [], [], [], [],
            [new("small", "./openapi.yaml", "openapi")], Position.Start);
        var inputs = Values("""{"user":{"name":"ada"},"dotted.name":1,"dotted":{"name":2},"list":["a","b"]}""");
        var finished = new FinishedWorkflow(Values("""{"id":6}"""), Values("""{"id":7}"""));
        var known = new KnownValues(
            workflow, inputs, new Dictionary<string, FinishedWorkflow>(StringComparer.Ordinal) { ["before"] = finished });
        known.Set("one", Values("""{"token":"abc"}"""));
        return new(exchange, new("http://127.0.0.1:1/"), new("/users/{name}/logout"), known.ValueOf);
    }

    private static Dictionary<string, JsonElement> Values(string json) => JsonElement.Parse(json).EnumerateObject()
        .ToDictionary(property => property.Name, property => property.Value, StringComparer.Ordinal);
}
