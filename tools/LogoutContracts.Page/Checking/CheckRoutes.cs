using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json;
using LogoutContracts.MockServer;
using LogoutContracts.MockServer.Admin;
using LogoutContracts.MockServer.Admin.Routes;
using LogoutContracts.MockServer.Flaws;
using LogoutContracts.Specs.Primitives;
using LogoutContracts.Verification.Sessions;

namespace LogoutContracts.Page.Checking;

/// <summary>Starts, watches and cancels runs of <c>verify</c> and <c>audit</c>, and returns their reports.</summary>
internal sealed class CheckRoutes(LogoutMockServer server, Func<string, IReadOnlyList<Flaw>> flawsOf, string version)
{
    private const string Runs = $"{AdminRoute.Root}/runs";
    private const string Reports = $"{AdminRoute.Root}/reports";

    // Older reports are forgotten.
    private const int Most = 10;

    private static readonly string[] Commands = ["verify", "audit"];

    // The report has texts of the target, and a policy of its own against them. Only the page may frame it.
    private static readonly (string, string)[] ReportHeaders =
    [
        ("Content-Security-Policy", "sandbox; frame-ancestors 'self'"), ("X-Content-Type-Options", "nosniff"),
    ];

    private readonly ConcurrentDictionary<string, CheckRun> runs = new(StringComparer.Ordinal);
    private long started;

    public IEnumerable<AdminRoute> All =>
    [
        new("POST", Runs, request => Start(AdminFields.OfBody(request))),
        new("GET", $"{Runs}/{{id}}", request => Find(request.Id, Status)),
        new("DELETE", $"{Runs}/{{id}}", request => Find(request.Id, static run =>
        {
            run.Cancel();
            return AdminReply.Done;
        })),
        new("GET", $"{Reports}/{{id}}", request => Find(request.Id, static run => run.Html is { } html
            ? new(200, "text/html; charset=utf-8", Encoding.UTF8.GetBytes(html), ReportHeaders)
            : AdminProblems.NoSuch(run.Id, "report"))),
    ];

    private AdminReply Start(AdminFields body)
    {
        var command = body.Word("command", Commands);
        var contract = ContractRoutes.Required(server.State, body);
        var target = Target(body);
        var login = new List<LoginInput>();
        foreach (var name in contract is null ? [] : LoginInputs.Of(contract.Plan))
        {
            if (body.OptionalText($"login.{name}") is { } value)
                login.Add(new(name, value));
        }

        if (body.Problem() is { } problem)
            return problem;
        foreach (var old in runs.Values.OrderByDescending(run => long.Parse(run.Id, CultureInfo.InvariantCulture)).Skip(Most - 1))
        {
            if (old.Ended.IsCompleted && runs.TryRemove(old.Id, out _))
                old.Dispose();
        }

        var id = Interlocked.Increment(ref started).ToString(CultureInfo.InvariantCulture);
        var order = new CheckOrder(
            command is "audit" ? CheckCommand.Audit : CheckCommand.Verify, contract!.Plan, target, flawsOf(contract.Plan.Contract.Id),
            login.ToValueList());
        var run = CheckRun.Start(id, order, version);
        runs[id] = run;
        return Status(run) with { Status = 201 };
    }

    // The page checks servers of this machine only; the command asks before it ends sessions elsewhere.
    private static Uri? Target(AdminFields body)
    {
        if (body.OptionalText("target") is not { } text)
            return null;
        if (Uri.TryCreate(text, UriKind.Absolute, out var url) && url.Scheme is "http" or "https" && url.UserInfo.Length == 0
            && (url.IsLoopback || (IPAddress.TryParse(url.Host.Trim('[', ']'), out var address) && IPAddress.IsLoopback(address))))
            return url;
        body.Report("target", "'target' must be the base URL of a server on this machine, such as http://127.0.0.1:3000.");
        return null;
    }

    private AdminReply Find(string id, Func<CheckRun, AdminReply> answer) =>
        runs.TryGetValue(id, out var run) ? answer(run) : AdminProblems.NoSuch(id, "run");

    private static AdminReply Status(CheckRun run) => AdminJson.Reply(json =>
    {
        json.WriteStartObject();
        json.WriteString("id", run.Id);
        json.WriteBoolean("ended", run.Ended.IsCompleted);
        json.WriteNumber("done", run.Done);
        json.WriteNumber("total", run.Total);
        json.WriteString("problem", run.Problem);
        json.WritePropertyName("totals");
        WriteTotals(json, run);
        json.WriteEndObject();
    });

    private static void WriteTotals(Utf8JsonWriter json, CheckRun run)
    {
        if (run.Report?.Totals is not { } totals)
        {
            json.WriteNullValue();
            return;
        }

        json.WriteStartObject();
        json.WriteNumber("passed", totals.Passed);
        json.WriteNumber("failed", totals.Failed);
        json.WriteNumber("refuted", totals.Refuted);
        json.WriteNumber("inconclusive", totals.Inconclusive);
        json.WriteNumber("notApplicable", totals.NotApplicable);
        json.WriteEndObject();
    }
}
