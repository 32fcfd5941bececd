using LogoutContracts.Specs.Primitives;
using LogoutContracts.Verification.Evidence;
using LogoutContracts.Verification.Results;

namespace LogoutContracts.Tests.Verification.Reports;

/// <summary>A small report with every outcome and fixed times.</summary>
internal static class SampleReport
{
    private const string Rocketchat = "specs/rocketchat/openapi.yaml";
    private const string Laravel = "specs/laravel/openapi.yaml";
    private const string Wrong = """{"status":"success","data":{"authToken":"{caller.authToken}"}}""";

    public static Report Whole => new(
        "verify", "0.1.0", new(2026, 11, 20, 12, 30, 5, TimeSpan.FromHours(1)), TimeSpan.FromMilliseconds(1234.5),
    [
        new("rocketchat", "Rocket.Chat", "6", "http://127.0.0.1:3000/",
        [
            Case("logoutMySession.session-ended", ReportRule.Variant, "The caller's own session ends.",
                Outcome.Passed, "", new(Rocketchat, 412, 11), [], [Control, Passing]),
            Case(
                "logoutMySession.replay", ReportRule.Variant, "A token that has been logged out is refused.",
                Outcome.Failed, "The token is still good after the logout.", new(Rocketchat, 377, 11),
                [
                    new("status", "401", "200"),
                    new("header Content-Type", "application/json", "(absent)"),
                    new("body", "{\n  \"status\": \"error\",\n  \"message\": \"You must be logged in to do this.\"\n}",
                        "{\n  \"status\": \"success\",\n  \"message\": \"You are logged in as jane.\"\n}"),
                ],
                [Control, Survivor]),
            Case("logoutMySession.sessionId.wrong-type", ReportRule.Negative, "A number as sessionId is refused.",
                Outcome.Failed, "", new(Rocketchat, 290, 17), [new("status", "4xx", "500")], []),
            Case("login.rate-limited", ReportRule.Variant, "Too many logins are refused for a while.",
                Outcome.Inconclusive, NeedsForcing, new(Rocketchat, 120, 11), [], []),
            Case("logoutMySession.rate-limited", ReportRule.Variant, "Too many logouts are refused for a while.",
                Outcome.Inconclusive, NeedsForcing, new(Rocketchat, 388, 11), [], []),
            Case(
                "logoutMySession.wrong-method", ReportRule.Variant, "Other methods are refused.",
                Outcome.Refuted, "Status is 404, not 405.", new(Rocketchat, 361, 11), [new("status", "405", "404")], [Passing])
            with
            {
                Correction = "wrong-method:\n  expect:\n    status: 404\n",
            },
        ],
        [new("variants", 3, 5), new("constraints", 41, 41)])
        {
            Remarks = ["login: The answer has more than the contract shows: body /data/me/avatar."],
        },
        new("laravel", "Laravel API (theam_crm)", null, "http://127.0.0.1:8000/",
        [
            Case("T4", Audit, "A dead token stays dead on every operation.", Outcome.Failed, "", new(Laravel, 88, 9), [], []),
            Case("T9", Audit with { Id = "T9", Name = "Cookie cleared" }, "The session's cookie is cleared.",
                Outcome.NotApplicable, "No credential of this contract is a cookie.", new(Laravel, 12, 5), [], []),
            Case("logout.session-ended", ReportRule.Variant, "The token that the request carries ends.",
                Outcome.Passed, "", new(Laravel, 140, 11), [], []),
        ],
        []),
    ]);

    public static Report AllPassed => Whole with { Sections = [Whole.Sections[1] with { Cases = [Whole.Sections[1].Cases[2]] }] };

    public static Report Empty => Whole with { Sections = [] };

    /// <summary>A report in which every string from a target, a spec or the command line is <paramref name="text"/>.</summary>
    public static Report Of(string text)
    {
        var comparison = new Comparison(text, text, $"{text}!");
        var step = new ReportStep(text, new($"GET /{text}\nX-A: {text}\n\n{text}\n", $"200\nX-B: {text}\n\n{text}\n"),
            [comparison, new("body", text, ""), new($"header {text}", text, "")]);
        var rule = new ReportRule("rule", text, Severity.High, text, text, [text]);
        var cases = Enum.GetValues<Outcome>().Select(outcome => new ReportCase(
            $"{outcome}.{text}", rule, text, outcome, text, new(text, 1, 1), TimeSpan.Zero,
            outcome == Outcome.Failed ? [comparison] : [], [step]));
        return new("verify", text, Whole.Started, Whole.Duration, [new(text, text, text, text, cases.ToValueList(), [new(text, 1, 2)])]);
    }

    private const string NeedsForcing = "Another variant answers by default, and a live target cannot be asked for this one.";

    private static ReportRule Audit => new(
        "T4", "Dead everywhere", Severity.Critical, "Who has stolen a token can use it for as long as one door is open.",
        "Let every operation ask the same place whether a token is alive.", ["ASVS V7.4.1", "WSTG-SESS-06"]);

    private static ReportStep Control => new(
        "caller is live",
        new("GET /api/v1/me\nX-Auth-Token: sha256:0123abcd…\nX-User-Id: mB7g2RVDd86uJKQqY\n",
            "200\nContent-Type: application/json\n\n{\n  \"success\": true\n}\n"),
        [new("status", "200", "200")]);

    private static ReportStep Passing => new(
        "The caller's own session ends.",
        new("POST /api/v1/sessions/logout.me\nContent-Type: application/json\n\n{\n  \"sessionId\": \"sha256:4567cdef…\"\n}\n",
            "200\nContent-Type: application/json\n\n{\n  \"sessionId\": \"sha256:4567cdef…\"\n}\n"),
        []);

    private static ReportStep Survivor => new(
        "caller is dead", new("GET /api/v1/me\nX-Auth-Token: sha256:0123abcd…\n", $"200\nSet-Cookie: theme=dark; Path=/\n\n{Wrong}\n"),
        [new("status", "401", "200"), new("header Content-Type", "application/json", "(absent)"), new("body", "{}", Wrong)]);

    private static ReportCase Case(
        string id, ReportRule rule, string title, Outcome outcome, string reason, ReportLocation at,
        ValueList<Comparison> problems, ValueList<ReportStep> steps) =>
        new(id, rule, title, outcome, reason, at, TimeSpan.FromMilliseconds(17), problems, steps)
        {
            Operation = id.Contains('.', StringComparison.Ordinal) ? id.Split('.')[0] : null,
        };
}
