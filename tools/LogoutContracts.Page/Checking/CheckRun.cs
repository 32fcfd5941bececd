using LogoutContracts.MockServer;
using LogoutContracts.Verification.Audit;
using LogoutContracts.Verification.Audit.Checks;
using LogoutContracts.Verification.Cases;
using LogoutContracts.Verification.Http;
using LogoutContracts.Verification.Reports;
using LogoutContracts.Verification.Results;
using LogoutContracts.Verification.Running;
using LogoutContracts.Verification.Sessions;

namespace LogoutContracts.Page.Checking;

/// <summary>A run of <c>verify</c> or <c>audit</c> that the page has started.</summary>
internal sealed class CheckRun : IDisposable
{
    private readonly CancellationTokenSource cancelling = new();
    private readonly string command;
    private readonly string version;
    private string? problem;
    private int done;

    private CheckRun(string id, CheckOrder order, string version)
    {
        Id = id;
        this.version = version;
        command = order.Command is CheckCommand.Audit ? "audit" : "verify";
    }

    public string Id { get; }

    /// <summary>How many cases have finished.</summary>
    public int Done => Volatile.Read(ref done);

    /// <summary>The number of all cases.</summary>
    public int Total { get; private set; }

    /// <summary>The report; null as long as the run takes, and if it could not finish.</summary>
    public Report? Report { get; private set; }

    /// <summary>Why it could not finish, in a sentence; null if it has finished or still runs.</summary>
    public string? Problem => problem
        ?? (Ended.IsFaulted ? $"This is a bug in logout-contracts: {Ended.Exception.GetBaseException().Message}" : null);

    /// <summary>Completes when the run has ended.</summary>
    public Task Ended { get; private set; } = Task.CompletedTask;

    public static CheckRun Start(string id, CheckOrder order, string version)
    {
        var run = new CheckRun(id, order, version);
        run.Ended = Task.Run(() => run.RunAsync(order));
        return run;
    }

    public void Cancel() => cancelling.Cancel();

    public void Dispose() => cancelling.Dispose();

    /// <summary>The report as a page.</summary>
    public string? Html => Report is { } report ? ReportFormats.Find("html")!.Write(report) : null;

    private async Task RunAsync(CheckOrder order)
    {
        var started = DateTimeOffset.UtcNow;
        try
        {
            await using var mock = order.Target is null ? await StartMockAsync(order) : null;
            using var wire = new RawHttpClient(keepsConnections: mock is not null);
            var target = mock is null
                ? new Target(order.Target!, TargetKind.Live) { Accounts = Accounts.None with { Own = order.Login } }
                : new Target(mock.BaseAddress, TargetKind.Mock).WithClock(mock.Clock.Advance);
            var section = order.Command is CheckCommand.Audit
                ? await AuditAsync(order, target, wire, mock) : await VerifyAsync(order, target, wire);
            Report = new(command, version, started, DateTimeOffset.UtcNow - started, [section]);
        }
        catch (OperationCanceledException) when (cancelling.IsCancellationRequested)
        {
            problem = "Cancelled.";
        }
        catch (Exception e) when (e is IOException or HttpRequestException)
        {
            problem = $"The run could not finish: {e.Message}";
        }
    }

    private async Task<ReportSection> VerifyAsync(CheckOrder order, Target target, RawHttpClient wire)
    {
        var cases = VerificationCase.AllOf(order.Plan).ToList();
        Total = cases.Count;
        var options = new VerificationRunOptions(target.Kind == TargetKind.Mock ? 4 : 1);
        return (await new VerificationRun(order.Plan, target, wire, options).RunAsync(cases, Count, cancelling.Token)).Section;
    }

    private async Task<ReportSection> AuditAsync(CheckOrder order, Target target, RawHttpClient wire, LogoutMockServer? mock)
    {
        var auditor = new Auditor(order.Plan);
        var options = new AuditOptions
        {
            OnCase = Count,
            OpenForeign = mock is null ? null : (kind, _) => Task.FromResult(mock.Sessions.Open("somebody else", kind)),
        };
        Total = auditor.CountOf(options);
        return await auditor.RunAsync(target, wire, options, cancelling.Token);
    }

    private static Task<LogoutMockServer> StartMockAsync(CheckOrder order) => LogoutMockServer.StartAsync(
        [order.Plan], new MockServerOptions { PortOf = _ => 0, AdminPort = null, AppliesRateLimits = false, Flaws = order.Flaws });

    private void Count(ReportCase finished) => Interlocked.Increment(ref done);
}
