using LogoutContracts.Mocks.Requests;
using LogoutContracts.Mocks.Requests.Editing;
using LogoutContracts.Specs.Model;
using LogoutContracts.Verification.Results;

namespace LogoutContracts.Verification.Audit.Checks.Retries;

internal sealed class T22OtherPlaces() : Check(
    new(
        "T22",
        "Token in another place",
        Severity.High,
        "Servers read tokens from headers, cookies and the query, often in code of different age. If only one of them checks whether " +
        "the session is over, a dead token works in another place. In the query, logs and histories keep it.",
        "Read the token in one place, check it in one place, and do not accept it in the query.",
        ["ASVS V7.4.1", "ASVS V14.2.1", "WSTG-SESS-06"]),
    "A dead token is refused in every place that the server reads, and no token works in the query.")
{
    internal override bool NeedsEffect => true;

    internal override async Task TryAsync(CheckContext trial)
    {
        var retrying = await Retrying.PrepareAsync(trial);
        var probe = new ProbeRequests(trial);
        await retrying.TryAsync(Listed(trial, probe).Concat(Unlisted(trial, probe)).Concat(Query(trial, probe)));
    }

    private static IEnumerable<RetryForm> Listed(CheckContext trial, ProbeRequests probe) => trial.Contract.Key.Carriers.Select(carrier =>
        Form(trial, probe, $"in the {carrier}", RetryKind.Listed, (request, token) => request.With(carrier, token)));

    private static IEnumerable<RetryForm> Unlisted(CheckContext trial, ProbeRequests probe)
    {
        var key = trial.Contract.Key;
        var headers = new (string Name, string Prefix)[] { ("Authorization", "Bearer "), ("Authorization", "Token "),
            ("Authorization", ""), ("X-Auth-Token", ""), ("X-Session-Token", "") };
        foreach (var (name, prefix) in headers.Where(header => !IsCarrier(CarrierKind.Header, header.Name)))
            yield return Form(trial, probe, $"in the header {name}{(prefix.Length > 0 ? $" after '{prefix.Trim()}'" : "")}",
                RetryKind.Unlisted, (request, token) => request.WithHeader(name, $"{prefix}{token}"));
        foreach (var name in new[] { key.Name, "token", "session", "sessionid" }.Distinct(StringComparer.OrdinalIgnoreCase)
            .Where(name => !IsCarrier(CarrierKind.Cookie, name)))
            yield return Form(trial, probe, $"in the cookie {name}", RetryKind.Unlisted, (request, token) =>
                request.WithCookie(name, token));

        bool IsCarrier(CarrierKind kind, string name) =>
            key.Carriers.Any(carrier => carrier.Kind == kind && carrier.Name.Equals(name, StringComparison.OrdinalIgnoreCase));
    }

    private static IEnumerable<RetryForm> Query(CheckContext trial, ProbeRequests probe) =>
        new[] { "access_token", "token", "auth_token", trial.Contract.Key.Name }.Distinct(StringComparer.OrdinalIgnoreCase)
        .Select(name => Form(trial, probe, $"in the query as {name}", RetryKind.Query, (request, token) => request.WithQuery(name, token)));

    private static RetryForm Form(
        CheckContext trial, ProbeRequests probe, string name, RetryKind kind, Func<RenderedRequest, string, RenderedRequest> put) =>
        new(name, kind, session => session is null ? probe.Bare : put(probe.WithoutKey(session), session.Values[trial.Contract.Key.Name]));
}
