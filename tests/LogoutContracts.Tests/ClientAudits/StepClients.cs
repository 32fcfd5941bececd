using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using LogoutContracts.ClientAudit;
using LogoutContracts.ClientAudit.Clients;
using LogoutContracts.Verification.Results;

namespace LogoutContracts.Tests.ClientAudits;

/// <summary>Clients that keep their login on disk between runs, and clients that cannot be audited.</summary>
public sealed class StepClients
{
    private static readonly ClientAuditOptions Options = new()
    {
        Timeout = TimeSpan.FromSeconds(10),
        Grace = TimeSpan.FromMilliseconds(100),
        Slow = TimeSpan.FromMilliseconds(100),
        Parallel = 20,
    };

    [Test]
    public async Task One_that_keeps_its_login_if_the_logout_fails_fails_C2()
    {
        var report = await AuditAsync(forgetsAlways: false, "500", "reset-before");
        report.Findings.Select(each => each.Id).Should().Equal(["C2"], "{0}", report);
        report.Findings[0].Reason.Should().Contain("When it ran again, the client sent GET /api/v1/customers with the same token.")
            .And.EndWith("The same happens in 'reset-before'.");
    }

    [Test]
    public async Task One_that_forgets_its_login_in_any_case_passes_C2()
    {
        var report = await AuditAsync(forgetsAlways: true, "500", "reset-before");
        report.Section.Cases.Single(each => each.Id is "C2").Outcome.Should().Be(Outcome.Passed, "{0}", report);
        report.Findings.Should().BeEmpty();
    }

    [Test]
    public async Task One_that_keeps_a_login_that_was_refused_fails_C1()
    {
        var report = await AuditAsync(forgetsAlways: false, "401");
        report.Findings.Select(each => each.Id).Should().Equal(["C1"], "{0}", report);
        report.Findings[0].Reason.Should().Be(
            "In '401': DELETE /api/v1/logout was answered with 401, which declares the token dead. "
            + "When it ran again, the client sent GET /api/v1/customers with it.");
    }

    [Test]
    public async Task One_that_sends_nothing_cannot_be_audited()
    {
        var report = await ClientAuditor.BuiltIn("laravel").RunAsync((_, _) => Task.CompletedTask, Options);
        report.HasReceivedRequests.Should().BeFalse();
        report.Section.Cases.Select(each => each.Outcome).Should().StartWith(Outcome.Failed)
            .And.Subject.Skip(1).Should().OnlyContain(outcome => outcome == Outcome.Inconclusive);
    }

    [Test]
    public async Task One_that_never_logs_out_fails_the_control_and_is_told_what_came()
    {
        var report = await ClientAuditor.BuiltIn("laravel").RunAsync(
            async (run, cancellation) =>
            {
                using var http = Http(run, run.Session["token"]);
                await http.GetAsync(new Uri("api/v1/customers", UriKind.Relative), cancellation);
                await http.GetAsync(new Uri("api/v1/log-out", UriKind.Relative), cancellation);
            },
            Options);
        report.Findings.Single().Reason.Should().Be(
            "In 'success': A session was used, but no logout ended it. "
            + "The requests: GET /api/v1/customers got 200; GET /api/v1/log-out got 404.");
        report.HasReceivedRequests.Should().BeTrue();
    }

    [Test]
    public async Task An_audit_that_is_interrupted_says_so()
    {
        using var interruption = new CancellationTokenSource();
        var options = Options with { OnScenario = _ => interruption.Cancel() };
        var report = await ClientAuditor.BuiltIn("laravel").RunAsync(Client(forgetsAlways: true), options, interruption.Token);
        report.Section.Remarks.Should().Contain("The scenario '500' was not run: the audit was interrupted.");
        report.Section.Cases.Single(each => each.Id is "C3").Reason.Should().Be("Not all scenarios were run.");
    }

    private static Task<ClientAuditReport> AuditAsync(bool forgetsAlways, params string[] scenarios) =>
        ClientAuditor.BuiltIn("laravel").RunAsync(
            Client(forgetsAlways), Options with { Includes = name => scenarios.Contains(name, StringComparer.Ordinal) });

    private static AuditedClient Client(bool forgetsAlways) => AuditedClient.Of(
        login: async (run, cancellation) =>
        {
            using var http = Http(run, "none");
            var answer = await http.GetStringAsync(new Uri("api/v1/auth/github/callback?code=1", UriKind.Relative), cancellation);
            await File.WriteAllTextAsync(LoginOf(run), (string?)JsonNode.Parse(answer)!["token"], cancellation);
        },
        call: async (run, cancellation) =>
        {
            if (!File.Exists(LoginOf(run)))
                return;
            using var http = Http(run, await File.ReadAllTextAsync(LoginOf(run), cancellation));
            await http.GetAsync(new Uri("api/v1/customers", UriKind.Relative), cancellation);
        },
        logout: async (run, cancellation) =>
        {
            using var http = Http(run, await File.ReadAllTextAsync(LoginOf(run), cancellation));
            if (forgetsAlways)
                File.Delete(LoginOf(run));
            using var answer = await http.DeleteAsync(new Uri("api/v1/logout", UriKind.Relative), cancellation);
            answer.EnsureSuccessStatusCode();
            File.Delete(LoginOf(run));
        });

    private static string LoginOf(ClientRun run) => Path.Combine(run.Folder, "login");

    private static HttpClient Http(ClientRun run, string token) => new(new SocketsHttpHandler { UseProxy = false })
    {
        BaseAddress = run.BaseAddress,
        DefaultRequestHeaders =
        {
            Accept = { new MediaTypeWithQualityHeaderValue("application/json") },
            Authorization = new AuthenticationHeaderValue("Bearer", token),
        },
    };
}
