using LogoutContracts.Mocks.Requests.Editing;
using LogoutContracts.Specs.Model;
using LogoutContracts.Verification.Results;

namespace LogoutContracts.Verification.Audit.Checks.Browser;

internal sealed class T14OpenRedirect() : Check(
    new(
        "T14",
        "Redirect after the logout",
        Severity.Medium,
        "People trust a link to a site they know. If the logout redirects to whatever address the link contains, such a link can end on " +
        "a forged login page.",
        "Redirect to fixed addresses, or to those on a list that are compared as a whole. Do not take an address from the request.",
        ["ASVS V3.7.2", "ASVS V10.6.2"]),
    "The logout redirects to no address that the request supplies.")
{
    private const string Elsewhere = $"{AnotherSite.Origin}/";

    // Names that products use for the parameter with the redirect target.
    private static readonly string[] Names = ["post_logout_redirect_uri", "redirect_uri", "redirect", "returnTo", "next", "url", "service"];

    internal override string? NotApplicable(AuditedContract contract) =>
        contract.Cookie is null ? "A header carries the session, so no browser follows a redirect of this logout." : null;

    internal override async Task TryAsync(CheckContext trial)
    {
        await trial.OpenAsync(Role.Caller);
        var request = Names.Aggregate(trial.LogoutBy(Role.Caller), (logout, name) => logout.WithQuery(name, Elsewhere));
        var step = await trial.SendAsync(
            StepKind.Request, "Logout with the address of another site", request, trial.Logout.Operation, response =>
            [new("the address to go to", "not the other site's",
                response.ValuesOf("Location").Concat(response.ValuesOf("Refresh")).Any(IsElsewhere)
                    ? "the other site's" : "not the other site's")]);
        if (!step.Holds)
            trial.Find($"{CheckContext.Sent(request)} with {Elsewhere} in its query got {step.Exchange.Response.Status}, and sends the " +
                "browser there. It should not.");
    }

    private static bool IsElsewhere(string address) => address.Contains(AnotherSite.Name, StringComparison.OrdinalIgnoreCase)
        && !address.Contains($"={AnotherSite.Origin}", StringComparison.OrdinalIgnoreCase)
        && !address.Contains($"={Uri.EscapeDataString(AnotherSite.Origin)}", StringComparison.OrdinalIgnoreCase);
}
