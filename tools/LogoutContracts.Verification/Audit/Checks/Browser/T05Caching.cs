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
        "What a cache keeps is shown after the logout, to whoever presses the back button or shares the proxy. Clear-Site-Data tells a browser to forget what it has, but a browser ignores it where its words are not in quotes.",
        "Send Cache-Control: no-store with every answer that needs a session, and Clear-Site-Data: \"cache\", \"cookies\", \"storage\", quotes included, with the logout.",
        ["ASVS V14.3.1", "ASVS V14.3.2", "ASVS V3.4.4", "WSTG-ATHN-06"]),
    "Answers that need a session are kept by no shared cache, and Clear-Site-Data is written as browsers read it.")
{
    private static readonly string[] Protective = ["Cache-Control", "Clear-Site-Data", "X-Content-Type-Options", "Strict-Transport-Security"];

    internal override IEnumerable<Statement> Read(AuditedContract contract)
    {
        yield return Of(contract.Logout!, "Cache-Control", "no-store", "The logout's answer is kept by no cache");
        if (contract.Cookie is not null)
            yield return Of(contract.Logout!, "Clear-Site-Data", "\"cookies\"", "The logout has the browser forget");
    }

    internal override async Task TryAsync(CheckContext trial)
    {
        await trial.OpenAsync(Role.Caller);
        await LookAsync(trial, "Probe with a live session", trial.Talk.ProbeOf(Role.Caller, trial.ValueOf), trial.Contract.Plan.Live);
        await LookAsync(trial, "Logout", trial.LogoutBy(Role.Caller), trial.Logout);
    }

    private static async Task LookAsync(CheckContext trial, string title, RenderedRequest request, PlannedVariant expected)
    {
        var step = await trial.Talk.SendAsync(StepKind.Request, title, request, expected.Operation, response => Judge(response, expected.Answer!).ToValueList());
        foreach (var problem in step.Comparisons.Where(comparison => !comparison.Holds))
            trial.Find($"In the answer to '{expected.Operation}', {problem.InOneLine}.");
    }

    private static IEnumerable<Comparison> Judge(ReceivedResponse response, Expectation.Answer promised)
    {
        foreach (var header in promised.Headers.Where(header => !header.IsAbsent && Protective.Contains(header.Name, StringComparer.OrdinalIgnoreCase)))
            yield return new($"header {header.Name}", "sent, as the contract has it", response.ValuesOf(header.Name).Any() ? "sent, as the contract has it" : "missing");
        foreach (var value in response.ValuesOf("Cache-Control").Where(value => Shared().IsMatch(value)))
            yield return new("header Cache-Control", "not for shared caches", value);
        foreach (var value in response.ValuesOf("Clear-Site-Data").Where(value => !Quoted().IsMatch(value)))
            yield return new("header Clear-Site-Data", "quoted words", value);
    }

    private static Statement Of(PlannedVariant variant, string name, string word, string requirement)
    {
        if (variant.Answer!.Headers.FirstOrDefault(header => header.Name.Equals(name, StringComparison.OrdinalIgnoreCase) && !header.IsAbsent) is not { } header)
            return Statement.NotStated(requirement, $"The contract promises no {name} with the logout's answer.");
        var text = string.Join(", ", header.Values.Select(value => value.Text));
        return Statement.Of(requirement, text.Contains(word, StringComparison.OrdinalIgnoreCase), $"The logout's answer has {name}: {text}, without {word}.", variant, variant.Variant.Basis.Headers);
    }

    [GeneratedRegex(@"\bpublic\b|\bs-maxage=[1-9]", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Shared();

    [GeneratedRegex("""^\s*"[^"]+"(\s*,\s*"[^"]+")*\s*$""", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Quoted();
}
