using System.Collections.Concurrent;
using System.Text.RegularExpressions;
using LogoutContracts.Specs.Primitives;
using LogoutContracts.Tests.Support;
using LogoutContracts.Verification.Http;
using LogoutContracts.Verification.Reports;
using LogoutContracts.Verification.Results;
using LogoutContracts.Verification.Running;

namespace LogoutContracts.Tests.Verification.Reports;

/// <summary>Reports of real runs: each contract is verified through a proxy of its mock that adds several faults.</summary>
public sealed class LiveReports
{
    private static readonly Lazy<Task<(Report Report, ConcurrentBag<string> Secrets)>> Run = new(RunAsync);

    private static IEnumerable<string> Forms => ReportFormats.All.Select(form => form.Name);

    [TestCaseSource(nameof(Forms))]
    public async Task Credentials_appear_as_a_hash_prefix_only(string form)
    {
        var (report, secrets) = await Run.Value;
        var text = ReportTexts.Written(form, report);
        secrets.Count.Should().BeGreaterThan(50, "without credentials to search for, this test proves nothing");
        secrets.Distinct(StringComparer.Ordinal)
            .Where(secret => text.Contains(secret, StringComparison.Ordinal)
                || text.Contains(Uri.EscapeDataString(secret), StringComparison.Ordinal))
            .Should().BeEmpty();
    }

    [Test]
    public async Task Each_outcome_is_there()
    {
        var (report, _) = await Run.Value;
        report.Totals.Passed.Should().BePositive();
        report.Totals.Failed.Should().BePositive();
        report.Totals.Inconclusive.Should().BePositive();
        report.Cases.SelectMany(@case => @case.Steps)
            .Should().Contain(step => step.Evidence.Request.Contains("sha256:", StringComparison.Ordinal));
    }

    /// <summary>Writes reports for a person to look at, into the folder that LOGOUT_CONTRACTS_REPORTS names.</summary>
    [TestCaseSource(nameof(Forms))]
    public async Task To_look_at(string form)
    {
        if (Environment.GetEnvironmentVariable("LOGOUT_CONTRACTS_REPORTS") is not { Length: > 0 } folder)
        {
            Assert.Ignore("LOGOUT_CONTRACTS_REPORTS names no folder to write reports to.");
            return;
        }

        var (report, _) = await Run.Value;
        Directory.CreateDirectory(folder);
        await File.WriteAllTextAsync(Path.Combine(folder, $"live.{form}"), ReportTexts.Written(form, report));
        await File.WriteAllTextAsync(Path.Combine(folder, $"sample.{form}"), ReportTexts.Written(form, SampleReport.Whole));
        await File.WriteAllTextAsync(Path.Combine(folder, $"passed.{form}"), ReportTexts.Written(form, SampleReport.AllPassed));
        await File.WriteAllTextAsync(Path.Combine(folder, $"hostile.{form}"),
            ReportTexts.Written(form, SampleReport.Of("<script>alert(1)</script>\u202Egnp.exe\u0007 | `x` & \"y\" ]]>")));
    }

    private static async Task<(Report Report, ConcurrentBag<string> Secrets)> RunAsync()
    {
        var secrets = new ConcurrentBag<string>();
        var sections = new List<ReportSection>();
        foreach (var contract in Plans.Ids)
            sections.Add(await SectionAsync(contract, secrets));
        var started = new DateTimeOffset(2026, 11, 20, 12, 30, 5, TimeSpan.Zero);
        return (new("verify", "0.1.0", started, TimeSpan.FromSeconds(2.345), sections.ToValueList()), secrets);
    }

    private static async Task<ReportSection> SectionAsync(string contract, ConcurrentBag<string> secrets)
    {
        await using var mock = await RunningMock.StartAsync(contract);
        var plan = mock.Plan;
        var credentials = plan.Contract.Sessions.Credentials.Where(credential => !credential.IsPerUser)
            .Select(credential => new Regex(credential.Format.Pattern)).ToList();
        await using var target = StandIn.Before(mock, async (request, forward) =>
        {
            var answer = await AnswerAsync(request, forward);

            // A public key is no secret, although a part of it looks like a token.
            if (request.StartsWith("GET /jwks ", StringComparison.Ordinal))
                return answer;
            foreach (var found in credentials.SelectMany(credential => credential.Matches($"{request}\n{answer}")))
                secrets.Add(found.Value);
            return answer;
        });
        using var wire = new RawHttpClient();
        var cases = new List<ReportCase>();
        foreach (var kind in new[] { TargetKind.Mock, TargetKind.Live })
        {
            var verifier = new Verifier(plan, new(target.Address, kind), wire);
            foreach (var variant in plan.Variants)
                cases.Add(CaseOf(kind, await verifier.VerifyAsync(variant)));
        }

        return new(contract, plan.Contract.Title, null, "http://127.0.0.1:9999/",
            cases.ToValueList(), [new("variants", cases.Count / 2, cases.Count / 2)]);
    }

    /// <summary>
    /// Adds faults of real servers: a logout without effect, a response that repeats the token, a missing header, and a body of another
    /// release.
    /// </summary>
    private static async Task<string> AnswerAsync(string request, Func<string, Task<string>> forward)
    {
        if (request.StartsWith("DELETE /api/v1/logout ", StringComparison.Ordinal) && request.Contains("Bearer", StringComparison.Ordinal))
        {
            return "HTTP/1.1 200 OK\r\nCache-Control: no-cache, private\r\nContent-Type: application/json\r\nContent-Length: 32\r\n\r\n"
                + """{"message":"See you soon again"}""";
        }

        var answer = await forward(request);
        if (request.StartsWith("POST /api/v1/sessions/logout.me ", StringComparison.Ordinal))
            return answer.Replace("Session not found", "No such session", StringComparison.Ordinal);
        if (request.StartsWith("POST /sessionauth/v1/logout ", StringComparison.Ordinal))
        {
            var token = request.Split("\r\n")
                .FirstOrDefault(line => line.StartsWith("sessionToken", StringComparison.OrdinalIgnoreCase));
            return answer.Replace("\r\n\r\n", $"\r\nX-Debug: {token}\r\n\r\n", StringComparison.Ordinal)
                .Replace("Content-Type: application/json\r\n", "", StringComparison.Ordinal);
        }

        return answer;
    }

    private static ReportCase CaseOf(TargetKind kind, Verdict verdict) => new(
        $"{verdict.Variant.Operation}.{verdict.Variant.Name}{(kind == TargetKind.Live ? ".live" : "")}",
        ReportRule.Variant, verdict.Variant.Variant.Summary, verdict.Outcome, verdict.Reason,
        new(verdict.Plan.Contract.File, verdict.Variant.Variant.At.Line, verdict.Variant.Variant.At.Column),
        TimeSpan.FromMilliseconds(12), verdict.Failures.ToValueList(), verdict.Steps.Select(ReportStep.Of).ToValueList());
}
