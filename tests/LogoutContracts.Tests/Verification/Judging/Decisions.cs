using LogoutContracts.Specs.Model;
using LogoutContracts.Verification.Evidence;
using LogoutContracts.Verification.Judging;
using LogoutContracts.Verification.Judging.Liveness;
using LogoutContracts.Verification.Results;

namespace LogoutContracts.Tests.Verification.Judging;

/// <summary>Every combination of session findings and response comparisons, with its outcome.</summary>
public sealed class Decisions
{
    private static readonly Basis Mixed = new(new(BasisKind.Assumption, ""), new(BasisKind.Document, "x"), new(BasisKind.Assumption, ""));
    private static readonly SessionFinding AsStated = new("the session", SessionLife.Dead, SessionLife.Dead, "the probe answers 401");
    private static readonly SessionFinding Survivor = new("the session", SessionLife.Dead, SessionLife.Live, "the probe answers 200");
    private static readonly SessionFinding Killed = new("the session", SessionLife.Live, SessionLife.Dead, "the probe answers 401");
    private static readonly SessionFinding Unclear = new("the session", SessionLife.Dead, SessionLife.Unclear, "the probe answers 503");
    private static readonly Comparison Right = new("status", "204", "204");
    private static readonly Comparison Assumed = new("status", "405", "404");
    private static readonly Comparison Documented = new("header Allow", "POST", "(absent)");

    public static IEnumerable<TestCaseData> Cells()
    {
        Comparison[] right = [Right], assumed = [Assumed], documented = [Assumed, Documented], none = [];
        Comparison[] never = [UniversalChecks.NoEffect];
        (string Name, SessionFinding Session, Comparison[] Answer, Comparison[] Never, Outcome Outcome)[] cells =
        [
            ("right", AsStated, right, none, Outcome.Passed),
            ("right, should be dead", Survivor, right, none, Outcome.Failed),
            ("right, should be live", Killed, right, none, Outcome.Failed),
            ("right, unclear", Unclear, right, none, Outcome.Inconclusive),
            ("assumed", AsStated, assumed, none, Outcome.Refuted),
            ("assumed, should be dead", Survivor, assumed, none, Outcome.Failed),
            ("assumed, should be live", Killed, assumed, none, Outcome.Failed),
            ("assumed, unclear", Unclear, assumed, none, Outcome.Inconclusive),
            ("documented", AsStated, documented, none, Outcome.Failed),
            ("documented, should be dead", Survivor, documented, none, Outcome.Failed),
            ("never", AsStated, assumed, never, Outcome.Failed),
            ("never, right", AsStated, right, never, Outcome.Failed),
            ("never, unclear", Unclear, right, never, Outcome.Failed),
        ];
        return cells.Select(cell => new TestCaseData(cell.Session, cell.Answer, cell.Never, cell.Outcome).SetArgDisplayNames(cell.Name));
    }

    [TestCaseSource(nameof(Cells))]
    public void Sessions_decide_before_answers(object session, object answer, object never, Outcome outcome)
    {
        var decision = Decide((SessionFinding)session, (Comparison[])answer, (Comparison[])never);
        decision.Outcome.Should().Be(outcome);
        decision.IsNever.Should().Be(((Comparison[])never).Length > 0 && outcome == Outcome.Failed);
    }

    [Test]
    public void The_session_comes_first_in_the_reason() =>
        Decide(Survivor, [Assumed], []).Reason
            .Should().Be("The session should be dead, but is live: the probe answers 200. Status is 404, not 405.");

    [Test]
    public void Of_a_long_body_the_reason_names_the_line_that_differs() =>
        Decide(
            AsStated,
            [new("body", "{\n  \"code\": 1,\n  \"error\": \"invalid\"\n}", "{\n  \"code\": 1,\n  \"error\": \"Invalid\"\n}")],
            []).Reason
            .Should().Be("Body has \"error\": \"Invalid\", not \"error\": \"invalid\".");

    [Test]
    public void Strictly_an_assumption_counts_as_much_as_a_document() =>
        CaseJudge.Decide([AsStated], [Assumed], Mixed, [], [], isStrict: true).Outcome.Should().Be(Outcome.Failed);

    [Test]
    public void Too_many_requests_say_nothing()
    {
        var limited = new Comparison("status", "204", "429");
        Decide(AsStated, [limited], []).Outcome.Should().Be(Outcome.Inconclusive);
        Decide(Survivor, [limited], []).Outcome.Should().Be(Outcome.Failed);
    }

    [Test]
    public void What_the_example_has_not_is_as_sure_as_its_status()
    {
        var basis = new Basis(new(BasisKind.Document, "x"), null, null);
        CaseJudge.IsAssumed("body", basis).Should().BeFalse();
        CaseJudge.IsAssumed("body", basis with { Status = new(BasisKind.Assumption, "") }).Should().BeTrue();
        CaseJudge.IsAssumed("status", null).Should().BeFalse();
    }

    [Test]
    public void Remarks_of_one_kind_are_one_sentence()
    {
        var more = Enumerable.Range(1, 7).Select(i => new Comparison($"body /{i}", "(absent)", "string") { Allowance = Allowance.Remark });
        Comparison[] all =
        [
            .. more,
            new("body /gone", "string", "(absent)") { Allowance = Allowance.Remark },
            new("header Date", "1", "2") { Allowance = Allowance.Remark },
        ];
        Decide(AsStated, all, []).Remarks.Should().Equal(
            "The answer has more than the contract shows: body /1, body /2, body /3, body /4, body /5 and 2 more.",
            "The answer lacks what the contract shows: body /gone.",
            "Header Date is 2, not 1.");
    }

    private static CaseDecision Decide(SessionFinding session, Comparison[] answer, Comparison[] never) =>
        CaseJudge.Decide([session], answer, Mixed, never, [], isStrict: false);
}
