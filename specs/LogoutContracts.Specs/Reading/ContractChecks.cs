using System.Text.Json;
using LogoutContracts.Specs.Yaml;

namespace LogoutContracts.Specs.Reading;

/// <summary>What can only be judged when the whole contract is read. Reports everything, stops at nothing.</summary>
internal static class ContractChecks
{
    public static void Check(SpecDocument document, SessionModel sessions, Releases releases, ValueList<PathItem> paths, MapNode contract)
    {
        var problems = document.Problems;
        CheckProbe(sessions.Probe, paths, (JsonPointer.Find(contract, "/session/probe") ?? contract).At, problems);
        foreach (var path in paths)
        {
            foreach (var operation in path.Operations)
            {
                foreach (var variant in operation.Variants)
                    CheckVariant(variant, operation.Session, sessions, problems);
                RuleSpace.Of(operation.Id, operation.At, operation.Variants, operation, sessions).Check(releases, problems);
            }

            foreach (var variant in path.OtherMethods)
                CheckVariant(variant, path.Operations[0].Session, sessions, problems);
            if (path.OtherMethods.Count > 0)
                RuleSpace.Of(path.Template.Text, path.OtherMethods[0].At, path.OtherMethods, null, sessions).Check(releases, problems);
        }
    }

    private static void CheckProbe(Probe probe, ValueList<PathItem> paths, Position at, DiagnosticList problems)
    {
        var operations = paths.SelectMany(path => path.Operations).ToList();
        if (operations.Find(operation => string.Equals(operation.Id, probe.Operation, StringComparison.Ordinal)) is not { } found)
        {
            problems.UnknownName(at, probe.Operation, "operation", operations.ConvertAll(operation => operation.Id));
            return;
        }

        var variants = found.Variants.Select(variant => variant.Name).ToList();
        foreach (var name in new[] { probe.Live, probe.Dead })
        {
            if (!variants.Contains(name, StringComparer.Ordinal))
                problems.UnknownName(at, name, $"variant of '{probe.Operation}'", variants);
        }
    }

    private static void CheckVariant(Variant variant, SessionUse session, SessionModel sessions, DiagnosticList problems)
    {
        CheckHoles(variant, sessions, problems);
        foreach (var (role, ends) in new[] { (Role.Caller, session.Ends is SessionEnd.Caller or SessionEnd.Target), (Role.Target, session.Ends == SessionEnd.Target), (Role.Other, false) })
        {
            // An ended session that stays ended is no ending.
            if (variant.Ends(role) && !ends && !(role == Role.Caller && variant.Given.Caller == CallerStates.Ended))
                problems.NothingToEnd(variant.At, variant.Operation, role.ToString().ToLowerInvariant());
        }

        if (variant.Opens && session.Opens.Count == 0)
            problems.Missing(variant.At, "opens", "x-session");
        if (!variant.Opens || variant.Expect is not Expectation.Answer answer)
            return;
        foreach (var opening in session.Opens.Where(opening => !HandsOut(answer, opening)))
            problems.OpensMissing(variant.At, Describe(opening.From), variant.Name);
    }

    private static void CheckHoles(Variant variant, SessionModel sessions, DiagnosticList problems)
    {
        var roles = new List<Role>();
        if ((variant.Given.Caller & ~CallerStates.Absent) != 0)
            roles.Add(Role.Caller);
        if ((variant.Given.Target & ~TargetStates.Absent) != 0)
            roles.Add(Role.Target);
        if (variant.Given.Other != Bystander.None)
            roles.Add(Role.Other);
        var known = roles.SelectMany(role => sessions.ValueNames.Select(name => new Hole(role, name))).ToList();
        known.AddRange(sessions.Values.Select(value => new Hole(Role.Fresh, value.Name)));
        foreach (var hole in HolesOf(variant.Request).Where(hole => !known.Contains(hole)).Distinct())
            problems.UnknownHole(variant.At, hole.ToString(), known.ConvertAll(candidate => candidate.ToString()));
        if (variant.Expect is not Expectation.Answer answer)
            return;
        if (variant.Opens)
            known.AddRange(sessions.ValueNames.Select(name => new Hole(Role.Opened, name)));
        foreach (var hole in HolesOf(answer).Where(hole => !known.Contains(hole)).Distinct())
            problems.UnknownHole(variant.At, hole.ToString(), known.ConvertAll(candidate => candidate.ToString()));
    }

    private static IEnumerable<Hole> HolesOf(ExampleRequest request) =>
        request.Query.Concat(request.Headers).Concat(request.Cookies).SelectMany(named => named.Value.Holes).Concat(request.Body?.Holes ?? []);

    private static IEnumerable<Hole> HolesOf(Expectation.Answer answer) =>
        answer.Headers.SelectMany(header => header.Values).SelectMany(value => value.Holes).Concat(answer.Body?.Text.Holes ?? []);

    private static bool HandsOut(Expectation.Answer answer, Opening opening)
    {
        var placeholder = new Hole(Role.Opened, opening.Name).ToString();
        switch (opening.From)
        {
            case Locator.ResponseBody body when answer.Body is { IsJson: true } json:
                using (var document = JsonDocument.Parse(json.Text.Text))
                    return JsonPointer.Find(document.RootElement, body.Pointer) is { ValueKind: JsonValueKind.String } value && value.GetString()!.Contains(placeholder, StringComparison.Ordinal);
            case Locator.ResponseCookie cookie:
                return ValuesOf("Set-Cookie").Any(value => value.StartsWith($"{cookie.Name}={placeholder}", StringComparison.Ordinal));
            case Locator.ResponseHeader header:
                return ValuesOf(header.Name).Any(value => string.Equals(value, placeholder, StringComparison.Ordinal));
            default:
                return false;
        }

        IEnumerable<string> ValuesOf(string name) =>
            answer.Headers.Where(header => header.Name.Equals(name, StringComparison.OrdinalIgnoreCase)).SelectMany(header => header.Values).Select(value => value.Text);
    }

    private static string Describe(Locator locator) => locator switch
    {
        Locator.RequestBody body => $"$request.body#{body.Pointer}",
        Locator.ResponseBody body => $"$response.body#{body.Pointer}",
        Locator.ResponseCookie cookie => $"$response.cookie.{cookie.Name}",
        Locator.ResponseHeader header => $"$response.header.{header.Name}",
        _ => locator.ToString(),
    };
}
