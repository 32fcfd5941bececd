using System.Text.RegularExpressions;
using LogoutContracts.Mocks.Plans;
using LogoutContracts.Mocks.Requests;
using LogoutContracts.Specs.Model;
using LogoutContracts.Specs.Primitives;
using LogoutContracts.Verification.Evidence;
using LogoutContracts.Verification.Http;
using LogoutContracts.Verification.Results;

namespace LogoutContracts.Verification.Audit.Checks.Browser;

internal sealed partial class T05Caching() : Check(
    new(
        "T5",
        "Caches",
        Severity.Medium,
        "What a cache stores can be seen after the logout, with the back button or through a shared proxy. Clear-Site-Data tells a " +
        "browser to delete what it has, but browsers ignore directives without quotes.",
        "Send Cache-Control: no-store with every response that needs a session, and Clear-Site-Data: \"cache\", \"cookies\", " +
        "\"storage\", with the quotes, with the logout.",
        ["ASVS V14.3.1", "ASVS V14.3.2", "ASVS V3.4.4", "WSTG-ATHN-06"]),
    "Shared caches do not store responses that need a session, and Clear-Site-Data has the syntax that browsers read.")
{
    private const string NoCache = "Caches do not store the logout's response";
    private const string Forget = "The logout clears the browser's data";

    private static readonly string[] Protective = ["Cache-Control", "Clear-Site-Data", "X-Content-Type-Options",
        "Strict-Transport-Security"];

    internal override IEnumerable<Statement> Read(AuditedContract contract)
    {
        yield return Of(contract.Logout!, "Cache-Control", "no-store", NoCache);
        if (contract.Cookie is not null)
            yield return Of(contract.Logout!, "Clear-Site-Data", "\"cookies\"", Forget);
    }

    internal override async Task TryAsync(CheckContext trial)
    {
        await trial.OpenAsync(Role.Caller);
        await LookAsync(trial, trial.Talk.ProbeOf(Role.Caller, trial.ValueOf), trial.Contract.Plan.Live);
        var response = await LookAsync(trial, trial.LogoutBy(Role.Caller), trial.Logout);
        Observe(trial, response, "Cache-Control", "no-store", NoCache);
        if (trial.Contract.Cookie is not null)
            Observe(trial, response, "Clear-Site-Data", "\"cookies\"", Forget);
    }

    private static void Observe(CheckContext trial, ReceivedResponse response, string name, string word, string requirement)
    {
        trial.Observe(requirement);
        var text = string.Join(", ", response.ValuesOf(name));

        // If the contract documents the header, a remark on the contract already covers this.
        if (trial.Logout.Answer!.Headers.Any(header => !header.IsAbsent && header.Name.Equals(name, StringComparison.OrdinalIgnoreCase)))
            return;
        if (!text.Contains(word, StringComparison.OrdinalIgnoreCase))
            trial.Remark(text.Length == 0 ? $"The response to the logout has no {name}."
                : $"The response to the logout has {name}: {text}, without {word}.");
    }

    private static async Task<ReceivedResponse> LookAsync(CheckContext trial, RenderedRequest request, PlannedVariant expected)
    {
        var step = await trial.SendAsync(
            StepKind.Request, $"'{expected.Operation}' with a live session", request, expected.Operation,
            response => Judge(response, expected).ToValueList());
        foreach (var problem in step.Comparisons.Where(comparison => !comparison.Holds))
            trial.Find($"In the response to {CheckContext.Sent(request)} with a live session, {problem.Part} is {problem.Actual}. It " +
                $"should be {problem.Expected}.");
        return step.Exchange.Response;
    }

    private static IEnumerable<Comparison> Judge(ReceivedResponse response, PlannedVariant expected)
    {
        var isAssumed = expected.Variant.Basis.Headers is { Kind: BasisKind.Assumption };
        var promised = expected.Answer!.Headers
            .Where(header => !header.IsAbsent && Protective.Contains(header.Name, StringComparer.OrdinalIgnoreCase))
            .Select(header => header.Name).ToList();
        foreach (var name in isAssumed ? [] : promised)
            yield return new($"the header {name}", "present, as the contract says", response.ValuesOf(name).Any()
                ? "present, as the contract says" : "missing");

        // A value that the contract documents is not a defect of the target.
        foreach (var value in response.ValuesOf("Cache-Control").Where(value => Shared().IsMatch(value) && !Says(expected, value)))
            yield return new("the header Cache-Control", "without public and s-maxage", value);
        foreach (var value in response.ValuesOf("Clear-Site-Data").Where(value => !Quoted().IsMatch(value)))
            yield return new("the header Clear-Site-Data", "a list of directives in quotes", value);
    }

    private static bool Says(PlannedVariant expected, string value) => expected.Answer!.Headers
        .Any(header => header.Values.Any(stated => string.Equals(stated.Text, value, StringComparison.OrdinalIgnoreCase)));

    private static Statement Of(PlannedVariant variant, string name, string word, string requirement)
    {
        if (variant.Answer!.Headers
            .FirstOrDefault(header => header.Name.Equals(name, StringComparison.OrdinalIgnoreCase) && !header.IsAbsent) is not { } header)
            return Statement.NotStated(requirement, $"The contract promises no {name} in the response to the logout.");
        var text = string.Join(", ", header.Values.Select(value => value.Text));
        return Statement.Of(
            requirement, text.Contains(word, StringComparison.OrdinalIgnoreCase),
            $"By the contract, the response to the logout has {name}: {text}, without {word}.", variant, variant.Variant.Basis.Headers);
    }

    [GeneratedRegex(@"\bpublic\b|\bs-maxage=[1-9]", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Shared();

    [GeneratedRegex("""^\s*"[^"]+"(\s*,\s*"[^"]+")*\s*$""", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Quoted();
}
