using LogoutContracts.Specs.Model;
using LogoutContracts.Verification.Results;

namespace LogoutContracts.Verification.Audit.Checks.Browser;

internal sealed class T14OpenRedirect() : Check(
    new(
        "T14",
        "Redirect after the logout",
        Severity.Medium,
        "A link to the real site that ends on a forged login page is believed: its address begins with a name that people trust. A logout that redirects to wherever the link says makes such links.",
        "Redirect to fixed addresses, or to those on a list, compared as a whole. Take no address from the request as it comes.",
        ["ASVS V3.7.2", "ASVS V10.6.2"]),
    "The logout redirects to no address that the request brings.")
{
    private const string Elsewhere = "https://another-site.example/";

    // What products call the parameter that says where to go after a logout.
    private static readonly string[] Names = ["post_logout_redirect_uri", "redirect_uri", "redirect", "returnTo", "next", "url", "service"];

    internal override string? NotApplicable(AuditedContract contract) => contract.Cookie is null ? "No browser is sent to this logout: the session is carried by a header." : null;

    internal override async Task TryAsync(CheckContext trial)
    {
        await trial.OpenAsync(Role.Caller);
        var logout = trial.LogoutBy(Role.Caller);
        var query = string.Join('&', Names.Select(name => $"{name}={Uri.EscapeDataString(Elsewhere)}"));
        var request = logout with { Target = $"{logout.Target}{(logout.Target.Contains('?', StringComparison.Ordinal) ? '&' : '?')}{query}" };
        var step = await trial.Talk.SendAsync(StepKind.Request, "Logout with the address of another site", request, trial.Logout.Operation, response =>
            [new("the address to go to", "not the other site's", response.ValuesOf("Location").Concat(response.ValuesOf("Refresh")).Any(IsElsewhere) ? "the other site's" : "not the other site's")]);
        if (!step.Holds)
            trial.Find("The logout sends the browser to an address of another site that the request brought.");
    }

    private static bool IsElsewhere(string address) => address.Contains("another-site.example", StringComparison.OrdinalIgnoreCase);
}
