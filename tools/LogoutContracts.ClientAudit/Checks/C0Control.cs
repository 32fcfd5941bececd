using System.Globalization;
using LogoutContracts.ClientAudit.Observing;
using LogoutContracts.Verification.Results;

namespace LogoutContracts.ClientAudit.Checks;

/// <summary>The client opens a session, uses it and ends it. Without that, nothing can be said about its logout.</summary>
internal sealed class C0Control() : ClientCheck(
    new(
        "C0", "Control", Severity.Critical,
        "If the client does not log in, call and log out when nothing goes wrong, its other runs show nothing.",
        "Point the client to the mock's base URL, and make it log in, call an operation that needs the session, and log out.",
        []),
    "If the server answers as the contract says, the client opens a session, uses it, and ends it.")
{
    private const int Shown = 6;

    internal override IEnumerable<ClientFinding> Judge(RunObservation run)
    {
        var ended = run.First.Where(call => call is { IsLogout: true, HasEndedSession: true })
            .SelectMany(call => call.Tokens).Select(token => token.Session).ToHashSet();
        var used = run.First.Where(call => call is { IsAccepted: true, IsLogout: false, OpensSession: false })
            .SelectMany(call => call.Tokens).Select(token => token.Session).ToHashSet();
        if (used.Overlaps(ended))
            yield break;
        var problem = (used.Count, ended.Count) switch
        {
            (0, 0) => "No live session was used or ended.",
            (_, 0) => "A session was used, but no logout ended it.",
            (0, _) => "A session was ended, but no call used it before.",
            _ => "The session that was ended is not the one that was used.",
        };
        yield return new($"{problem}{Failure(run)} {Requests(run)}", run.Calls)
        {
            Comparison = new("session", "used and ended", used.Count == 0 ? "unused" : "left open"),
        };
    }

    private static string Failure(RunObservation run) => run.Failure is null ? "" : $" The client failed: {run.Failure}.";

    private static string Requests(RunObservation run)
    {
        var calls = run.Calls.Select(call => string.Create(CultureInfo.InvariantCulture, $"{call.Text} got {call.Status}")).ToList();
        return calls.Count switch
        {
            0 => "No request came.",
            <= Shown => $"The requests: {string.Join("; ", calls)}.",
            _ => $"The first of {calls.Count.ToString(CultureInfo.InvariantCulture)} requests: {string.Join("; ", calls.Take(Shown))}.",
        };
    }
}
