using LogoutContracts.Mocks.Requests;
using LogoutContracts.Specs.Model;
using LogoutContracts.Specs.Primitives;
using LogoutContracts.Verification.Evidence;
using LogoutContracts.Verification.Results;

namespace LogoutContracts.Verification.Audit.Checks.Browser;

internal sealed class T03TokenLeak() : Check(
    new(
        "T3",
        "Token in the open",
        Severity.High,
        "Addresses end up in histories, logs and the Referer header, and error texts in tickets and screenshots. A token that is in one of them is known to strangers.",
        "Never put the token into Location or any other address, and never repeat it in an answer's body, not even in the text of an error.",
        ["ASVS V14.2.1", "WSTG-SESS-04"]),
    "No answer repeats the token: not in Location, not in another header, not in its body.")
{
    internal override IEnumerable<Statement> Read(AuditedContract contract)
    {
        // Requests carry it in a header or a cookie: specs have no words for another carrier. An answer may hand it out in an address, or an example send it in one.
        const string Requirement = "The token is in no address";
        var inQuery = contract.Plan.Variants.FirstOrDefault(variant => variant is { IsDefault: true, Answer.Status: < 300 } && variant.Variant.Request.Query.Any(part => part.Value.Holes.Any(hole => string.Equals(hole.Name, contract.Key.Name, StringComparison.Ordinal))));
        var inLocation = contract.Plan.Contract.Operations.Any(operation => operation.Session.Opens.Any(opening => opening.From is Locator.ResponseHeader { Name: "Location" }));
        yield return inQuery is null && !inLocation
            ? new(Requirement, RequirementStatus.Met, "", null, null)
            : new(Requirement, RequirementStatus.NotMet, "The contract has the token in an address.", inQuery?.Variant.Basis.Status?.Kind, inQuery?.Variant.At);
    }

    internal override async Task TryAsync(CheckContext trial)
    {
        await trial.OpenAsync(Role.Caller);
        var token = trial.KeyOf(Role.Caller);
        await LookAsync(trial, token, "Probe with a live session", trial.Talk.ProbeOf(Role.Caller, trial.ValueOf), trial.Contract.Plan.Live.Operation);
        var logout = trial.LogoutBy(Role.Caller);
        foreach (var title in (string[])["Logout", "The same once more"])
            await LookAsync(trial, token, title, logout, trial.Logout.Operation);
        await LookAsync(trial, token, "Probe with a dead session", trial.Talk.ProbeOf(Role.Caller, trial.ValueOf), trial.Contract.Plan.Live.Operation);
    }

    private static async Task LookAsync(CheckContext trial, string token, string title, RenderedRequest request, string operation)
    {
        var step = await trial.Talk.SendAsync(StepKind.Request, title, request, operation, response => response.Headers
            .Select(header => (Part: $"header {header.Name}", Text: header.Value)).Append((Part: "body", Text: response.Body))
            .Where(part => Holds(part.Text, token)).Select(part => new Comparison(part.Part, "without the token", "with the token")).ToValueList());
        foreach (var leak in step.Comparisons.Where(comparison => !comparison.Holds))
            trial.Find($"The answer to '{operation}' has the token in its {leak.Part}.");
    }

    private static bool Holds(string text, string token) =>
        text.Contains(token, StringComparison.Ordinal) || text.Contains(Uri.EscapeDataString(token), StringComparison.OrdinalIgnoreCase);
}
