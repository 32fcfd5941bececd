using LogoutContracts.Mocks.Plans;
using LogoutContracts.Mocks.Requests;
using LogoutContracts.Tests.Support;
using LogoutContracts.Verification.Evidence;
using LogoutContracts.Verification.Http;
using LogoutContracts.Verification.Learning;
using LogoutContracts.Verification.Sessions;

namespace LogoutContracts.Tests.Verification.Judging;

/// <summary>What <c>--learn</c> writes into an overlay from two responses, and what it leaves out.</summary>
public sealed class LearnedAnswers
{
    private static readonly MockPlan Plan = Plans.Of("edin");
    private static readonly Uri Target = new("http://127.0.0.1:8080/");

    [Test]
    public void What_varies_between_two_sessions_is_volatile() =>
        Learned(Json(404, """{"error":"gone","id":"a1"}"""), Json(404, """{"error":"gone","id":"b2"}"""))
            .Should().Contain("volatile: ['body /id']").And.Contain("status: 404");

    [TestCase(500)]
    [TestCase(503)]
    [TestCase(408)]
    [TestCase(429)]
    public void Errors_and_limits_are_not_learned(int status) => Learned(Json(status, "{}"), Json(status, "{}")).Should().BeNull();

    [Test]
    public void Two_answers_that_disagree_teach_nothing()
    {
        Learned(Json(404, "{}"), Json(410, "{}")).Should().BeNull();
        Learned(Text("one page"), Text("another page")).Should().BeNull();
    }

    [TestCase("""{"token":"0123456789abcdef"}""")]
    [TestCase("""{"password":"correct-horse"}""")]
    public void Secrets_are_not_learned(string body) => Learned(Json(404, body), Json(404, body)).Should().BeNull();

    [Test]
    public void A_known_credential_is_learned_as_its_placeholder()
    {
        var cast = new RoleSessions();
        cast.Set(new(LogoutContracts.Specs.Model.Role.Caller, "SID"), "0123456789abcdef");
        var answer = Json(404, """{"error":"no 0123456789abcdef"}""");
        var observed = ObservedAnswer.Of(Variant, Problems, answer, cast);
        LearnedOverlay.Text(Plan, [(observed, observed)], Target, new(2026, 11, 28))
            .Should().Contain("no {caller.SID}").And.NotContain("0123456789");
    }

    [Test]
    public void An_overlay_never_says_what_happens_to_sessions()
    {
        var text = Learned(Text("a\n'b'"), Text("a\n'b'"));
        text.Should().Contain("""value: "a\u000a'b'" """.TrimEnd()).And.NotMatchRegex("(?m)^ *(then|match|ends|x-session):");
    }

    private static PlannedVariant Variant => Plan.Find("logout", "wrong-method");

    private static Comparison[] Problems => [new("status", "405", "404"), new("body", "(empty)", "x")];

    private static string? Learned(ReceivedResponse one, ReceivedResponse other) =>
        LearnedOverlay.Text(Plan, [(ObservedAnswer.Of(Variant, Problems, one, new()), ObservedAnswer.Of(Variant, Problems, other, new()))],
            Target, new(2026, 11, 28));

    private static ReceivedResponse Json(int status, string body) => new(status, [new Header("Content-Type", "application/json")], body);

    private static ReceivedResponse Text(string body) => new(404, [new Header("Content-Type", "text/plain")], body);
}
