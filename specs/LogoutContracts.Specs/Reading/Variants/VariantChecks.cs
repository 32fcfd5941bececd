using System.Text.Json;
using System.Text.RegularExpressions;
using LogoutContracts.Specs.Json;
using LogoutContracts.Specs.Model;
using LogoutContracts.Specs.Primitives;
using LogoutContracts.Specs.Reading.Documents;
using LogoutContracts.Specs.Tokens;
using LogoutContracts.Specs.Yaml;

namespace LogoutContracts.Specs.Reading.Variants;

/// <summary>Checks that a variant is consistent: its placeholders, and the sessions that it opens and ends.</summary>
internal sealed partial class VariantChecks(SpecDocument document, SessionModel sessions, bool hasLimits, VariantPlace place)
{
    private static readonly string[] RoleNames =
        ["caller", "target", "other", "opened", "renewed", "fresh", "each", "limit", "request", "keys"];

    public void Check(Variant variant, Entry entry)
    {
        var before = document.Problems.Count;
        CheckHoles(variant, entry);
        CheckPartial(variant, entry);
        var session = place.Session;
        var then = (entry.Value as MapNode)?["then"] as MapNode;

        // Whoever shows a value that was replaced may lose the session.
        CheckEnd(Role.Caller, session.Ends is SessionEnd.Caller or SessionEnd.Target or SessionEnd.User
            || variant.Given.Caller == CallerStates.Superseded);
        CheckEnd(Role.Target, session.Ends is SessionEnd.Target or SessionEnd.User);
        CheckEnd(Role.Other, session.Ends is SessionEnd.User or SessionEnd.Others);

        // Misspelled placeholders would be reported again as missing values.
        if (document.Problems.Count > before)
            return;
        if (variant.Renews)
            CheckRenewal(variant, entry, then);
        if (!variant.Opens)
            return;
        if (session.Opens.Count == 0 && JsonPointer.Find(place.Source, "/x-session/opens") is null)
        {
            document.Problems.Missing(
                then?.Find("opened")?.At ?? entry.At, "opens", $"x-session of '{place.Operation}', although 'then' has 'opened'");
        }

        if (variant.Expect is not Expectation.Answer answer)
            return;
        foreach (var opening in session.Opens.Where(opening => !HandsOut(answer, opening, Role.Opened)))
        {
            var placeholder = new Hole(Role.Opened, opening.Name).ToString();
            document.Problems.OpensMissing(PositionOf(opening) ?? entry.At, Describe(opening.From), placeholder, variant.Name);
        }

        void CheckEnd(Role role, bool mayEnd)
        {
            // A caller that was already ended before the request is allowed.
            if (!variant.Then.Any(state => state.Role == role && state.State == SessionState.Ended) || mayEnd
                || (role == Role.Caller && variant.Given.Caller == CallerStates.Ended))
                return;
            var name = role.ToString().ToLowerInvariant();
            document.Problems.NothingToEnd(then?.Find(name)?.At ?? entry.At, variant.Operation, name);
        }
    }

    /// <summary>A partial caller's example must lack a credential, which only 'send' can remove.</summary>
    private void CheckPartial(Variant variant, Entry entry)
    {
        if (variant.Given.Caller != CallerStates.Partial || sessions.Credentials.Count < 2)
            return;
        var carried = variant.Request.Holes.Where(hole => hole.Role == Role.Caller).Select(hole => hole.Name)
            .ToHashSet(StringComparer.Ordinal);
        var last = sessions.Credentials[^1];
        if (!sessions.Credentials.All(credential => carried.Contains(credential.Name)) || last.Carriers is not [var carrier, ..])
            return;
        var field = carrier.Kind switch { CarrierKind.Cookie => "cookies", CarrierKind.Query => "query", _ => "headers" };
        document.Problems.CarriesAll(entry.At, variant.Name, $"{{ {field}: {{ {carrier.Name}: null }} }}");
    }

    private void CheckRenewal(Variant variant, Entry entry, MapNode? then)
    {
        var at = then?.Find("renewed")?.At ?? entry.At;
        if (place.Session.Renewing.Count == 0)
            document.Problems.Missing(at, "renews", $"x-session of '{place.Operation}', although 'then' has 'renewed'");
        if ((variant.Given.Caller & CallerStates.Known) == 0)
            document.Problems.Missing(at, "caller", $"'given' of '{variant.Name}', although 'then' has 'renewed'");
        if (variant.Expect is not Expectation.Answer answer)
            return;
        foreach (var opening in place.Session.Renewing.Where(opening => !HandsOut(answer, opening, Role.Renewed)))
            document.Problems.OpensMissing(PositionOf(opening) ?? at, Describe(opening.From),
                new Hole(Role.Renewed, opening.Name).ToString(), variant.Name);
    }

    private void CheckHoles(Variant variant, Entry entry)
    {
        var roles = new List<Role>();
        if ((variant.Given.Caller & ~CallerStates.Absent) != 0)
            roles.Add(Role.Caller);
        if ((variant.Given.Target & ~TargetStates.Absent) != 0)
            roles.Add(Role.Target);
        if (variant.Given.Other != Bystander.None)
            roles.Add(Role.Other);
        var known = roles.SelectMany(role => sessions.ValueNames.Select(name => $"{new Hole(role, name)}")).ToList();
        known.AddRange(sessions.Values.Select(value => $"{new Hole(Role.Fresh, value.Name)}"));
        CheckHoles(TextsOf(variant.Request), known, variant, entry);
        if (variant.Expect is not Expectation.Answer answer)
            return;
        if (variant.Opens)
            known.AddRange(sessions.ValueNames.Select(name => $"{new Hole(Role.Opened, name)}"));
        if (variant.Renews)
            known.AddRange(sessions.ValueNames.Select(name => $"{new Hole(Role.Renewed, name)}"));
        if (answer.Body is { Sessions: not null })
            known.AddRange(sessions.ValueNames.Select(name => $"{new Hole(Role.Each, name)}"));
        if (place.Methods is not null)
            known.Add($"{new Hole(Role.Request, Hole.Method)}");
        known.AddRange(answer.Headers.SelectMany(header => header.Values).SelectMany(value => value.Holes)
            .Concat(answer.Body?.Text.Holes ?? [])
            .Where(hole => hole.RequestHeader is { } name && Repeats(variant, answer, hole, name)).Select(hole => hole.ToString()));
        if (sessions.Credentials.Any(credential => credential.Jwt is not null))
            known.AddRange(KeyValues.All.Select(name => $"{new Hole(Role.Keys, name)}"));
        if (hasLimits)
            known.AddRange(LimitValues.All.Select(name => $"{new Hole(Role.Limit, name)}"));
        CheckHoles(TextsOf(answer), known, variant, entry);
    }

    /// <summary>
    /// Whether the response can repeat the request header: the rule requires it, or it is the whole value of response headers, which the
    /// server omits if the request does not have it.
    /// </summary>
    private static bool Repeats(Variant variant, Expectation.Answer answer, Hole hole, string header)
    {
        var isRequired = variant.Rule.Conditions.OfType<Condition.Named>().Any(named =>
            named is { Part: RequestPart.Header, Pattern: not ValuePattern.Absent }
            && named.Name.Equals(header, StringComparison.OrdinalIgnoreCase));
        return isRequired || TextsOf(answer).Where(text => text.Holes.Contains(hole))
            .All(text => text.Segments.Count == 1 && !ReferenceEquals(text, answer.Body?.Text));
    }

    private void CheckHoles(IEnumerable<Template> texts, List<string> known, Variant variant, Entry entry)
    {
        foreach (var hole in texts.SelectMany(HolesOf).Except(known, StringComparer.Ordinal))
            document.Problems.UnknownHole(PositionOf(hole, entry), hole, variant.Name, known);
    }

    /// <summary>The placeholders of a text, including those with a misspelled role.</summary>
    private static IEnumerable<string> HolesOf(Template text) => text.Holes.Select(hole => hole.ToString()).Concat(
        text.Segments.OfType<Segment.Literal>().SelectMany(literal => Slip().Matches(literal.Text))
            .Where(slip => Spelling.Suggestion(slip.Groups["role"].Value, RoleNames) is not null).Select(slip => slip.Value));

    private static IEnumerable<Template> TextsOf(ExampleRequest request) =>
        request.Query.Concat(request.Headers).Concat(request.Cookies).Select(named => named.Value).Prepend(request.Path)
            .Concat(request.Body is { } body ? [body] : []);

    public static IEnumerable<Template> TextsOf(Expectation.Answer answer) =>
        answer.Headers.SelectMany(header => header.Values).Concat(answer.Body is { Text: var text } ? [text] : []);

    /// <summary>Finds a text in the variant, in its operation or in the components.</summary>
    private Position PositionOf(string text, Entry entry) =>
        Find(entry.Value, text)
        ?? place.Source.Entries.Where(field => field.Key is not "x-variants").Select(field => Find(field.Value, text))
            .FirstOrDefault(at => at is not null)
        ?? (document.Root["components"] is { } components ? Find(components, text) : null) ?? entry.At;

    private static Position? Find(Node node, string text) => node switch
    {
        ScalarNode scalar => scalar.Text.Contains(text, StringComparison.Ordinal) ? scalar.At : null,
        MapNode map => map.Entries.Select(entry => Find(entry.Value, text)).FirstOrDefault(at => at is not null),
        ListNode list => list.Items.Select(item => Find(item, text)).FirstOrDefault(at => at is not null),
        _ => null,
    };

    private Position? PositionOf(Opening opening) =>
        PositionOf(opening, "renews") ?? PositionOf(opening, "opens");

    private Position? PositionOf(Opening opening, string field) =>
        (JsonPointer.Find(place.Source, $"/x-session/{field}") as MapNode)?.Find(opening.Name)?.At;

    private static bool HandsOut(Expectation.Answer answer, Opening opening, Role role)
    {
        var placeholder = new Hole(role, opening.Name).ToString();
        switch (opening.From)
        {
            case Locator.ResponseBody body when answer.Body is { IsJson: true } json:
                using (var parsed = JsonDocument.Parse(json.Text.Text))
                {
                    return JsonPointer.Find(parsed.RootElement, body.Pointer) is { ValueKind: JsonValueKind.String } value
                        && value.GetString()!.Contains(placeholder, StringComparison.Ordinal);
                }

            case Locator.ResponseCookie cookie:
                return ValuesOf("Set-Cookie").Any(value => value.StartsWith($"{cookie.Name}={placeholder}", StringComparison.Ordinal));
            case Locator.ResponseHeader header:
                return ValuesOf(header.Name).Any(value => string.Equals(value, placeholder, StringComparison.Ordinal));
            default:
                return false;
        }

        IEnumerable<string> ValuesOf(string name) =>
            answer.Headers.Where(header => header.Name.Equals(name, StringComparison.OrdinalIgnoreCase))
                .SelectMany(header => header.Values).Select(value => value.Text);
    }

    private static string Describe(Locator locator) => locator switch
    {
        Locator.RequestBody body => $"$request.body#{body.Pointer}",
        Locator.ResponseBody body => $"$response.body#{body.Pointer}",
        Locator.ResponseCookie cookie => $"$response.cookie.{cookie.Name}",
        Locator.ResponseHeader header => $"$response.header.{header.Name}",
        _ => locator.ToString(),
    };

    [GeneratedRegex(@"\{(?<role>[A-Za-z]+)\.[A-Za-z][A-Za-z0-9_-]*\}", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant)]
    private static partial Regex Slip();
}
