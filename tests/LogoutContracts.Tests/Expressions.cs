using LogoutContracts.Mocks;
using LogoutContracts.Specs;
using LogoutContracts.Verification;

namespace LogoutContracts.Tests;

/// <summary>The runtime expressions of OpenAPI and Arazzo, as far as sessions need them.</summary>
public sealed class Expressions
{
    private static readonly Exchange Exchange = new(
        new RenderedRequest("POST", "/a", [], null),
        new ReceivedResponse(201, [new("X-A", "one"), new("X-A", "two")], """{"text":"t","yes":true,"no":false,"nothing":null,"number":1.50,"list":[{"a/b":"deep"}],"half":"x"}"""));

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
    [TestCase("$steps.one.outputs.token == 'abc'", true)]
    [TestCase("$steps.two.outputs.token == null", true)]
    public void A_condition_is_asked_of_an_exchange(string text, bool holds)
    {
        SimpleCondition.TryParse(text, out var condition).Should().BeTrue();
        var expressions = new ExchangeExpressions(Exchange, new Dictionary<string, string>(StringComparer.Ordinal) { ["$steps.one.outputs.token"] = "abc" });
        condition!.Holds(expressions.ValueOf(condition.Expression)).Should().Be(holds);
    }

    [TestCase("")]
    [TestCase("$statusCode")]
    [TestCase("$statusCode = 200")]
    [TestCase("$statusCode == ")]
    [TestCase("statusCode == 200")]
    [TestCase("$statusCode == 200 && $method == 'GET'")]
    [TestCase("$statusCode < 300")]
    [TestCase("$statusCode == two")]
    [TestCase("$method == 'it's'")]
    public void What_is_no_simple_condition_is_refused(string text) => SimpleCondition.TryParse(text, out _).Should().BeFalse();

    [TestCase("")]
    [TestCase("no JSON")]
    [TestCase("""{"text":"\ud800"}""")]
    public void A_body_that_cannot_be_read_has_nothing_in_it(string body) =>
        new ExchangeExpressions(Exchange with { Response = Exchange.Response with { Body = body } }, new Dictionary<string, string>(StringComparer.Ordinal)).ValueOf("$response.body#/text").Should().BeNull();
}
