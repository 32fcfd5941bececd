using LogoutContracts.Specs.Model;
using LogoutContracts.Verification.Http;
using LogoutContracts.Verification.Judging.Liveness;
using LogoutContracts.Verification.Results;

namespace LogoutContracts.Verification.Audit.Checks.Retries;

internal sealed class T23OtherRequests() : Check(
    new(
        "T23",
        "Other requests",
        Severity.High,
        "Caches answer conditional requests and HEAD before the session check, and a connection that was authenticated once may stay " +
        "so. Each is a way past the logout.",
        "Check the session before caches answer, on every request and for every method, whatever the connection has seen before.",
        ["ASVS V7.4.1", "ASVS V14.3.2", "WSTG-SESS-06"]),
    "A dead token is refused for every method, in conditional requests, and on the connection on which it was last valid.")
{
    private static readonly string[] Safe = ["HEAD", "OPTIONS"];
    private static readonly string[] Changing = ["POST", "PUT", "PATCH", "DELETE"];

    internal override bool NeedsEffect => true;

    internal override async Task TryAsync(CheckContext trial)
    {
        ReceivedResponse? seen = null;
        using var connection = trial.Client.WithKeptConnections();
        var retrying = await Retrying.PrepareAsync(trial, async () =>
        {
            var probe = trial.Talk.ProbeOf(Role.Caller, trial.ValueOf);
            seen = (await connection.SendAsync(trial.Talk.Target.BaseUrl, probe)).Response;
            trial.Talk.Keep(StepKind.Control, "The probe on a connection that is kept, before the logout", new(probe, seen), []);
        });
        await OnConnectionAsync(trial, connection);
        var probe = new ProbeRequests(trial);
        await retrying.TryAsync(Methods(trial, probe).Concat(Conditions(probe, seen!)));
    }

    // The server may have stored the authenticated session with the connection.
    private static async Task OnConnectionAsync(CheckContext trial, RawHttpClient connection)
    {
        var (probe, marks) = (trial.Talk.ProbeOf(Role.Caller, trial.ValueOf), await trial.MarksAsync());
        var exchange = await connection.SendAsync(trial.Talk.Target.BaseUrl, probe);
        var isLive = marks.Read(exchange.Response) == SessionLife.Live;
        trial.Talk.Keep(StepKind.Afterwards, "The probe on the same connection, after the logout", exchange,
            [new("the dead token", "refused", isLive ? "accepted" : "refused")]);
        if (isLive)
            trial.Find($"On the connection on which the token was last valid, {CheckContext.Sent(probe)} with the dead token got " +
                $"{exchange.Response.Status}, and on a new connection it is refused. It should be refused on both.");
    }

    private static IEnumerable<RetryForm> Methods(CheckContext trial, ProbeRequests probe)
    {
        foreach (var method in trial.Options.Unsafe ? Safe.Concat(Changing) : Safe)
            yield return new($"with the method {method}", RetryKind.Listed, session => probe.With(session) with { Method = method });
    }

    private static IEnumerable<RetryForm> Conditions(ProbeRequests probe, ReceivedResponse seen)
    {
        foreach (var (header, validator) in new[] { ("If-None-Match", "ETag"), ("If-Modified-Since", "Last-Modified") })
        {
            if (seen.ValuesOf(validator).FirstOrDefault() is { } value)
                yield return new($"with {header}", RetryKind.Listed, session => probe.With(session).WithHeader(header, value));
        }
    }
}
