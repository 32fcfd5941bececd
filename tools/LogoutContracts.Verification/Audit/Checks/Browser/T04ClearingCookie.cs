using LogoutContracts.Specs.Model;
using LogoutContracts.Specs.Primitives;
using LogoutContracts.Verification.Evidence;
using LogoutContracts.Verification.Results;

namespace LogoutContracts.Verification.Audit.Checks.Browser;

internal sealed class T04ClearingCookie() : Check(
    new(
        "T4",
        "Clearing the cookie",
        Severity.Medium,
        "A browser deletes a cookie only where the deletion names the same cookie: same name, Path and Domain, and a date that is past. Anything else leaves it there, and it is sent with every further request.",
        "Send one Set-Cookie header a cookie, with the name, Path and Domain that the login used, an empty value and Max-Age=0.",
        ["ASVS V3.3.1", "ASVS V14.3.1", "WSTG-SESS-02"]),
    "A logout that clears a cookie clears the one that the login set.")
{
    private static readonly string[] Same = ["path", "domain"];

    internal override string? NotApplicable(AuditedContract contract) => contract.Cookie is null ? "No cookie carries the session." : null;

    internal override IEnumerable<Statement> Read(AuditedContract contract)
    {
        if (contract.Cookie is null)
            yield break;
        var cleared = contract.Logout!.Answer!.Headers.Where(IsSetCookie).SelectMany(header => header.Values)
            .Any(value => value.Text.StartsWith($"{contract.Cookie!.Name}=", StringComparison.Ordinal));
        yield return cleared
            ? Statement.Of("The logout clears the session's cookie", isMet: true, "That the logout clears the cookie is assumed.", contract.Logout, contract.Logout.Variant.Basis.Headers)
            : Statement.NotStated("The logout clears the session's cookie", $"The contract does not promise that the logout clears the cookie {contract.Cookie!.Name}.");
    }

    internal override async Task TryAsync(CheckContext trial)
    {
        await trial.OpenAsync(Role.Caller);
        var name = trial.Contract.Cookie!.Name;
        var set = trial.Talk.Received.SelectMany(response => response.ValuesOf("Set-Cookie")).Select(SetCookie.Parse).LastOrDefault(cookie => Is(cookie, name));
        var promised = trial.Logout.Answer!.Headers.Where(IsSetCookie).SelectMany(header => header.Values).Select(value => SetCookie.Parse(value.Text).Name).ToList();
        var step = await trial.Talk.SendAsync(StepKind.Request, "Logout", trial.LogoutBy(Role.Caller), trial.Logout.Operation, response =>
            Judge(response.ValuesOf("Set-Cookie").Select(SetCookie.Parse).ToList(), name, set, promised, trial.Options.Clock.GetUtcNow()).ToValueList());
        foreach (var problem in step.Comparisons.Where(comparison => !comparison.Holds))
            trial.Find($"The logout does not clear its cookies as a browser needs it: {problem.InOneLine}.");
    }

    private static IEnumerable<Comparison> Judge(List<SetCookie> received, string name, SetCookie? set, List<string> promised, DateTimeOffset now)
    {
        foreach (var cookie in promised)
            yield return new($"Set-Cookie of {cookie}", "sent", received.Exists(candidate => Is(candidate, cookie)) ? "sent" : "missing");
        foreach (var cookie in received)
        {
            yield return new($"Set-Cookie of {cookie.Name}", "one cookie", cookie.IsMerged ? "two cookies in one header" : "one cookie");
            if (cookie.Value.Length > 0)
                continue;
            yield return new($"lifetime of {cookie.Name}", "past", cookie.IsDeletion(now) ? "past" : "not past");
            if (!Is(cookie, name) || set is null)
                continue;
            foreach (var attribute in Same)
                yield return new($"{attribute} of {cookie.Name}", Shown(set[attribute]), Shown(cookie[attribute]));
        }
    }

    private static string Shown(string value) => value.Length == 0 ? "(none)" : value;

    private static bool IsSetCookie(ExpectedHeader header) => header.Name.Equals("Set-Cookie", StringComparison.OrdinalIgnoreCase);

    private static bool Is(SetCookie cookie, string name) => string.Equals(cookie.Name, name, StringComparison.Ordinal);
}
