using LogoutContracts.Specs.Primitives;
using LogoutContracts.Tests.Support;
using LogoutContracts.Verification.Http;
using LogoutContracts.Verification.Judging.Liveness;

namespace LogoutContracts.Tests.Verification.Judging;

/// <summary>Telling live from dead sessions by their responses alone.</summary>
public sealed class LivenessMarks
{
    private const string Active = """{"message":"OK","active":true,"user":{"username":"jane"}}""";
    private const string Inactive = """{"message":null,"active":false,"user":null}""";

    [Test]
    public void A_status_that_differs_is_the_mark()
    {
        var marks = LifeMarks.Measure([Of(200)], [Of(401), Of(400)], [])!;
        marks.Pointers.Should().BeEmpty();
        marks.Read(Of(200, "anything")).Should().Be(SessionLife.Live);
        marks.Read(Of(401, "Unauthorized")).Should().Be(SessionLife.Dead, "it is the status without a session, whatever the body");
        marks.Read(Of(400)).Should().Be(SessionLife.Dead, "it is the status of a look-alike");
    }

    [Test]
    public void A_refusal_that_no_control_got_is_dead_only_beside_a_live_twin()
    {
        var marks = LifeMarks.Measure([Of(200)], [Of(401), Of(401)], [])!;
        marks.NeedsTwin(Of(302)).Should().BeTrue();
        marks.Read(Of(302), isTwinLive: true).Should().Be(SessionLife.Dead);
        marks.Read(Of(302), isTwinLive: false).Should().Be(SessionLife.Unclear);
        marks.Read(Of(403)).Should().Be(SessionLife.Unclear);
        marks.Read(Of(204), isTwinLive: true).Should().Be(SessionLife.Unclear, "a success is no refusal");
    }

    [TestCase(500)]
    [TestCase(503)]
    [TestCase(408)]
    [TestCase(429)]
    public void An_error_or_a_limit_says_nothing(int status)
    {
        var marks = LifeMarks.Measure([Of(200)], [Of(401), Of(status)], [])!;
        marks.Read(Of(status), isTwinLive: true).Should().Be(SessionLife.Unclear);
        marks.NeedsTwin(Of(status)).Should().BeFalse();
    }

    [Test]
    public void Where_the_status_is_the_same_the_parts_that_the_examples_differ_in_are_the_marks()
    {
        var marks = LifeMarks.Measure([Of(200, Active)], [Of(200, Inactive), Of(200, Inactive)], PartsOf("crafter"))!;
        marks.Pointers.Should().BeEquivalentTo(["/message", "/active", "/user"]);
        marks.Read(Of(200, Active.Replace("jane", "john", StringComparison.Ordinal))).Should().Be(SessionLife.Live);
        marks.Read(Of(200, Inactive)).Should().Be(SessionLife.Dead);
        marks.Read(Of(200, "")).Should().Be(SessionLife.Unclear);
    }

    [Test]
    public void A_part_that_is_only_there_with_a_session_is_a_mark()
    {
        var marks = LifeMarks.Measure([Of(200, """{"username":"jane"}""")], [Of(200, "{}"), Of(200, "{}")], ["/username"])!;
        marks.Read(Of(200, """{"username":"somebody"}""")).Should().Be(SessionLife.Live);
        marks.Shown(Of(200, """{"username":"somebody"}""")).Should().Be("in the probe's answer, /username is present");
        marks.Read(Of(200, "{}")).Should().Be(SessionLife.Dead);
    }

    [Test]
    public void A_control_that_differs_by_its_status_does_not_need_the_body()
    {
        var marks = LifeMarks.Measure([Of(200, """{"a":1}""")], [Of(401), Of(200, "{}")], ["/a"])!;
        marks.Read(Of(200, "{}")).Should().Be(SessionLife.Dead);
        marks.Read(Of(401)).Should().Be(SessionLife.Dead);
        marks.Read(Of(200, """{"a":2}""")).Should().Be(SessionLife.Live);
    }

    [Test]
    public void Values_are_marks_only_if_they_are_steady()
    {
        var one = Of(200, """{"at":"10:00","who":"user"}""");
        var two = Of(200, """{"at":"10:01","who":"user"}""");
        var control = Of(200, """{"at":"10:02","who":"nobody"}""");
        LifeMarks.Measure([one, two], [control], ["/at", "/who"])!.Pointers.Should().Equal("/who");
        LifeMarks.Measure([one, two], [control], ["/at"]).Should().BeNull();
    }

    [Test]
    public void Without_a_difference_there_are_no_marks()
    {
        LifeMarks.Measure([Of(200, Active)], [Of(200, Active), Of(200, Active)], PartsOf("crafter")).Should().BeNull();
        LifeMarks.Measure([Of(200)], [Of(401), Of(200)], []).Should().BeNull("a look-alike gets what a fresh session gets");
    }

    [TestCase("63|Of0TyVpiU2eXZY9Ig0rkR60DXMHU6K6Ewu90zMXJ")]
    [TestCase("550e8400-e29b-41d4-a716-446655440000")]
    [TestCase("s%3Aabc%2Fdef%3D")]
    [TestCase("==")]
    [TestCase("x")]
    public void A_look_alike_has_the_same_shape_and_another_value(string value)
    {
        var alike = LookAlike.Of(value);
        alike.Should().NotBe(value);
        alike.Where(character => !char.IsAsciiLetterOrDigit(character))
            .Should().Equal(value.Where(character => !char.IsAsciiLetterOrDigit(character)));
        alike.ToUpperInvariant().Should().NotBe(value.ToUpperInvariant());
    }

    [Test]
    public void Percent_escapes_stay_whole() =>
        LookAlike.Of("a%2Fb").Should().Match(alike => Uri.UnescapeDataString((string)alike).Contains('/', StringComparison.Ordinal));

    private static ValueList<string> PartsOf(string contract)
    {
        var plan = Plans.Of(contract);
        return DifferingParts.Between(plan.Live.Answer!.Body, plan.Dead.Answer!.Body);
    }

    private static ReceivedResponse Of(int status, string body = "") => new(status, [], body);
}
