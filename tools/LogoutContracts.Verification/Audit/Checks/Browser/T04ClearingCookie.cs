using LogoutContracts.Mocks.Requests.Editing;
using LogoutContracts.Specs.Model;
using LogoutContracts.Specs.Primitives;
using LogoutContracts.Verification.Evidence;
using LogoutContracts.Verification.Http;
using LogoutContracts.Verification.Judging.Liveness;
using LogoutContracts.Verification.Results;

namespace LogoutContracts.Verification.Audit.Checks.Browser;

internal sealed class T04ClearingCookie() : Check(
    new(
        "T4",
        "Clearing cookies",
        Severity.Medium,
        "A browser deletes a cookie only if the deletion has the same name, Path and Domain, and a past date. Otherwise it keeps the " +
        "cookie and sends it with every further request.",
        "Send one Set-Cookie header per cookie that the login set, with the same name, Path and Domain, an empty value and Max-Age=0. " +
        "End what the cookies stand for on the server, too.",
        ["ASVS V3.3.1", "ASVS V14.3.1", "WSTG-SESS-02"]),
    "A logout clears the session's cookies as the login set them, and no cookie of the login still opens a session.")
{
    private static readonly string[] Same = ["path", "domain"];

    internal override string? NotApplicable(AuditedContract contract) => contract.Cookie is null ? "No cookie carries the session." : null;

    internal override IEnumerable<Statement> Read(AuditedContract contract)
    {
        if (contract.Cookie is null)
            yield break;
        const string Requirement = "The logout clears the session's cookie";
        yield return Promised(contract).Contains(contract.Cookie!.Name, StringComparer.Ordinal)
            ? Statement.Of(Requirement, isMet: true, "The contract only assumes that the logout clears the cookie.", contract.Logout!,
                contract.Logout!.Variant.Basis.Headers)
            : Statement.NotStated(Requirement, $"The contract does not promise that the logout clears the cookie {contract.Cookie!.Name}.");
    }

    internal override async Task TryAsync(CheckContext trial)
    {
        await trial.OpenAsync(Role.Caller);
        var set = trial.CookiesOf(Role.Caller);
        var promised = trial.Logout.Variant.Basis.Headers is { Kind: not BasisKind.Assumption } ? Promised(trial.Contract).ToList() : [];
        var step = await trial.SendAsync(StepKind.Request, "Logout", trial.LogoutBy(Role.Caller), trial.Logout.Operation, response =>
            Judge(Received(response), set, promised, trial.Options.Clock.GetUtcNow()).ToValueList());
        foreach (var problem in step.Comparisons.Where(comparison => !comparison.Holds))
            trial.Find($"In the response to the logout, {problem.Part} is '{problem.Actual}'. It should be '{problem.Expected}'.");
        var received = Received(step.Exchange.Response);
        if (received.Exists(cookie => string.Equals(cookie.Name, trial.Contract.Cookie!.Name, StringComparison.Ordinal)))
            trial.Observe("The logout clears the session's cookie");
        foreach (var kept in set
            .Where(cookie => !received.Exists(cleared => string.Equals(cleared.Name, cookie.Name, StringComparison.Ordinal))))
            trial.Remark($"The logout does not clear the cookie {kept.Name}, which the login set.");
        await ReplayAsync(trial, set);
    }

    // An attacker who has copied the browser's cookies has all of them.
    private static async Task ReplayAsync(CheckContext trial, IReadOnlyList<SetCookie> set)
    {
        var probe = trial.Contract.WithoutProof(trial.Talk.ProbeOf(Role.Caller, trial.ValueOf));
        var marks = await trial.MarksAsync();
        foreach (var cookie in set.Where(cookie => !IsCredential(trial.Contract, cookie.Name)))
        {
            trial.Talk.Cast.Hide(cookie.Value);
            var step = await trial.SendAsync(
                StepKind.Afterwards, $"The probe after the logout, with the login's cookie {cookie.Name}",
                probe.WithCookie(cookie.Name, cookie.Value), trial.Contract.Plan.Live.Operation, response =>
                [new($"a request with the cookie {cookie.Name}", "refused",
                    marks.Read(response) == SessionLife.Live ? "accepted" : "refused")]);
            if (!step.Holds)
                trial.Find($"After the logout, a request with nothing but the cookie {cookie.Name}, which the login had set, got " +
                    $"{step.Exchange.Response.Status} and a live session. It should be refused.");
        }
    }

    private static bool IsCredential(AuditedContract contract, string name) =>
        contract.Sessions.Credentials.SelectMany(credential => credential.Carriers)
            .Any(carrier => carrier.Kind == CarrierKind.Cookie && string.Equals(carrier.Name, name, StringComparison.Ordinal));

    private static IEnumerable<Comparison> Judge(
        List<SetCookie> received, IReadOnlyList<SetCookie> set, List<string> promised, DateTimeOffset now)
    {
        foreach (var cookie in promised)
            yield return new($"Set-Cookie of {cookie}", "sent", received.Exists(candidate => Is(candidate, cookie)) ? "sent" : "missing");
        foreach (var cookie in received)
        {
            yield return new($"Set-Cookie of {cookie.Name}", "one cookie", cookie.IsMerged ? "two cookies in one header" : "one cookie");
            if (cookie.Value.Length > 0)
                continue;
            yield return new($"the expiry of {cookie.Name}", "past", cookie.IsDeletion(now) ? "past" : "not past");
            if (set.FirstOrDefault(candidate => Is(candidate, cookie.Name)) is not { } original)
                continue;
            foreach (var attribute in Same)
                yield return new($"the {attribute} of {cookie.Name}", Shown(original[attribute]), Shown(cookie[attribute]));
        }
    }

    private static List<SetCookie> Received(ReceivedResponse response) => [.. response.ValuesOf("Set-Cookie").Select(SetCookie.Parse)];

    private static IEnumerable<string> Promised(AuditedContract contract) =>
        contract.Logout!.Answer!.Headers.Where(header => header.Name.Equals("Set-Cookie", StringComparison.OrdinalIgnoreCase))
            .SelectMany(header => header.Values).Select(value => SetCookie.Parse(value.Text).Name);

    private static string Shown(string value) => value.Length == 0 ? "(none)" : value;

    private static bool Is(SetCookie cookie, string name) => string.Equals(cookie.Name, name, StringComparison.Ordinal);
}
