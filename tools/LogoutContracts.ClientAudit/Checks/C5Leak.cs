using LogoutContracts.ClientAudit.Observing;
using LogoutContracts.Verification.Results;

namespace LogoutContracts.ClientAudit.Checks;

/// <summary>The client shows its token to nobody but the server.</summary>
internal sealed class C5Leak() : ClientCheck(
    new(
        "C5", "Leak", Severity.High,
        "Output ends up in logs, and URLs in logs, histories and Referer headers. "
        + "Whoever can answer for the server for a moment, can redirect: a client that follows with its token gives it away.",
        "Follow no redirect of a logout to another origin, or drop all headers with credentials. Mask tokens in logs.",
        ["RFC 6750, section 5.3", "ASVS V14.2.1"]),
    "The client sends its token to no other origin, does not print it, and puts it into a URL only where the contract does.")
{
    internal override IEnumerable<ClientFinding> Judge(RunObservation run)
    {
        if (run.Elsewhere.FirstOrDefault(call => call.Tokens.Count > 0) is { } redirected)
        {
            var names = string.Join(" and ", redirected.Tokens.Select(token => token.Name).Distinct(StringComparer.Ordinal));
            yield return new(
                $"The client followed the redirect to another origin, and sent it the {names} in {redirected.Text}.", [redirected])
            {
                Comparison = new(names, "kept", "sent to another origin"),
            };
        }

        foreach (var name in run.Printed.Select(token => token.Name).Distinct(StringComparer.Ordinal))
        {
            yield return new($"The client printed the {name}.", [.. run.Calls.Where(call => call.Tokens.Any(run.Printed.Contains)).Take(1)])
            {
                Comparison = new(name, "kept", "printed"),
            };
        }

        foreach (var call in run.Calls.Where(call => call.InUrl.Count > 0).Take(1))
        {
            yield return new($"{call.Text} has the {call.InUrl[0].Name} in its URL, where the contract does not want it.", [call])
            {
                Comparison = new(call.InUrl[0].Name, "in its place", "in the URL"),
            };
        }
    }
}
