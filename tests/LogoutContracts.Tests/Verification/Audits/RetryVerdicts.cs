using LogoutContracts.Verification.Audit.Checks.Retries;
using LogoutContracts.Verification.Http;
using LogoutContracts.Verification.Judging.Liveness;

namespace LogoutContracts.Tests.Verification.Audits;

/// <summary>A retry with a dead token is compared with the same request with a live, an unknown and no token.</summary>
public sealed class RetryVerdicts
{
    [TestCase("200", "200", "401", "401", RetryKind.Listed, RetryVerdict.DeadWorks)]
    [TestCase("200", "200", "200", "401", RetryKind.Listed, RetryVerdict.ValueUnchecked)]
    [TestCase("401", "200", "401", "401", RetryKind.Listed, RetryVerdict.Passed)]
    [TestCase("400", "200", "401", "401", RetryKind.Listed, RetryVerdict.Passed)]
    [TestCase("401", "200", "401", "401", RetryKind.Unlisted, RetryVerdict.LiveWorksUnlisted)]
    [TestCase("401", "200", "401", "401", RetryKind.Query, RetryVerdict.LiveWorks)]
    [TestCase("401", "200", "401", "401", RetryKind.Altered, RetryVerdict.LiveWorks)]
    [TestCase("401", "401", "401", "401", RetryKind.Altered, RetryVerdict.NotApplicable)]
    [TestCase("200", "200", "200", "200", RetryKind.Listed, RetryVerdict.NotApplicable)]
    [TestCase("200", "401", "401", "401", RetryKind.Altered, RetryVerdict.DeadWorks)]
    [TestCase("400", "400", "400", "401", RetryKind.Altered, RetryVerdict.NotApplicable)]
    [TestCase("304", "304", "401", "401", RetryKind.Listed, RetryVerdict.DeadWorks)]
    [TestCase("401", "304", "401", "401", RetryKind.Listed, RetryVerdict.Passed)]
    [TestCase("204", "204", "401", "401", RetryKind.Listed, RetryVerdict.DeadWorks)]
    [TestCase("500", "200", "401", "401", RetryKind.Altered, RetryVerdict.CannotTell)]
    [TestCase("401", "429", "401", "401", RetryKind.Listed, RetryVerdict.CannotTell)]
    public void The_controls_decide(string dead, string live, string unknown, string stranger, object kind, object verdict)
    {
        var plain = LifeMarks.Measure([Status("200")], [Status("401")], [])!;
        RetryJudge.Judge(new(Status(dead), Status(live), Status(unknown), Status(stranger)), (RetryKind)kind, plain).Should().Be(
            (RetryVerdict)verdict);
    }

    [TestCase("""{"user":"jane"}""", "{}", RetryVerdict.DeadWorks)]
    [TestCase("{}", "{}", RetryVerdict.LiveWorks)]
    public void If_the_statuses_are_equal_the_bodies_decide(string dead, string none, object verdict)
    {
        var (live, stranger) = (Body("""{"user":"jane"}"""), Body(none));
        var plain = LifeMarks.Measure([live], [stranger], ["/user"])!;
        RetryJudge.Judge(new(Body(dead), live, stranger, stranger), RetryKind.Query, plain).Should().Be((RetryVerdict)verdict);
    }

    /// <summary>Parse answers "permission denied" without a token, and "invalid session token" to a dead or altered token.</summary>
    [Test]
    public void Two_refusals_may_differ_in_their_text()
    {
        var (live, denied, invalid) = (
            Body("""{"user":"jane"}"""), new ReceivedResponse(400, [], """{"error":"denied"}"""),
            new ReceivedResponse(400, [], """{"error":"invalid"}"""));
        var plain = LifeMarks.Measure([live], [denied, invalid], ["/error", "/user"])!;
        RetryJudge.Judge(new(invalid, invalid, invalid, denied), RetryKind.Altered, plain).Should().Be(RetryVerdict.NotApplicable);
    }

    private static ReceivedResponse Status(string status) =>
        new(int.Parse(status, System.Globalization.CultureInfo.InvariantCulture), [], "");

    private static ReceivedResponse Body(string body) => new(200, [], body);
}
