using LogoutContracts.Mocks.Plans;
using LogoutContracts.Specs.Model;

namespace LogoutContracts.Mocks.Stubs.Planning;

/// <summary>Finds what stubs cannot express.</summary>
internal static class Expressibility
{
    /// <summary>Why stubs cannot express the variant; null if they can.</summary>
    public static string? WhyNot(MockPlan plan, PlannedVariant planned)
    {
        var variant = planned.Variant;
        if (!planned.IsServed)
            return "It needs TLS with client certificates, which stubs cannot check.";
        if ((variant.Needs & Needs.Clock) != 0 || variant.Given.Caller == CallerStates.Expired
            || variant.Given.Target == TargetStates.OwnExpired)
            return "A session that idles too long needs a clock, and stubs have none.";
        if (variant.Rule.Conditions.OfType<Condition.Pair>().FirstOrDefault() is { } pair)
            return $"It compares the header {pair.Header} with the cookie {pair.Cookie}, and a stub looks at each alone.";
        if (variant.Rule.Conditions.OfType<Condition.Named>()
            .FirstOrDefault(named => named is { Part: not RequestPart.Header, Pattern: ValuePattern.Absent }) is { } absent)
        {
            var part = absent.Part.ToString().ToLowerInvariant();
            return $"It requires the {part} {absent.Name} to be absent, which both dialects can express for headers only.";
        }

        return Preconditions.Endings(plan, planned) is null ? "Its session must be ended first, and no variant ends such a session." : null;
    }

    public static IEnumerable<string> Limits(MockPlan plan)
    {
        var sessions = plan.Contract.Sessions;
        yield return "Each login returns the same session: a stub cannot generate credentials.";
        yield return "Of several concurrent logouts with one credential, more than one may succeed: "
            + "neither engine changes a scenario's state atomically.";
        yield return "A variant's own session knows only the variant's request and the probe; the session of a login knows every request.";
        if (plan.Contract.RateLimits.Count > 0)
            yield return "Requests are not counted: rate limits never apply, and their headers have fixed values.";
        if (plan.Variants.Any(variant => variant.Answer?.Body is { Sessions: not null }))
            yield return "A list of sessions knows only the sessions of logins and of its own variants, and contains only the caller's.";
        if (plan.Variants.Any(RepeatsRequest))
            yield return "An answer that repeats a part of the request repeats that of the example.";
        if (sessions.Accounts.Count > 0)
            yield return "Names, passwords and other fields of a body are compared as text: an escaped letter makes one a different one.";
        if (sessions.Renews)
            yield return "A session can be renewed once: a stub has no further values.";
        if (sessions.Clients.Count > 0)
            yield return "A client that authenticates in two ways at once, or with other spellings of its id and secret, "
                + "is an unknown one.";
        if (sessions.IdleTimeout is not null)
            yield return "No session expires.";
        if (sessions.Credentials.Any(credential => credential.Carriers.Any(carrier => carrier.Kind == CarrierKind.Cookie)))
            yield return "A request with cookies, but without the session's, counts as one with an unknown session.";
        var carriers = sessions.Credentials.SelectMany(credential => credential.Carriers);
        if (carriers.Any(carrier => carrier.Kind == CarrierKind.Header && carrier.Prefix.Length > 0))
        {
            yield return "A header that does not fit the text around a credential counts as an unknown credential, "
                + "unless a variant says otherwise.";
        }

        if (plan.Contract.Operations.SelectMany(operation => sessions.CallerOf(operation.Session))
            .Any(shown => shown.IsAt(CarrierKind.Query)))
            yield return "A request without a credential counts as one with an unknown credential where the query can carry one.";
        if (plan.Paths.Any(path => path.Template.HasParameters))
            yield return "A path with parameters is known with the examples' values only.";
        if (plan.Variants.Any(variant => variant.Variant.Rule.Bodies.Any(body => body.Kind is BodyKind.Invalid or BodyKind.Malformed)))
            yield return "Of malformed and invalid bodies the examples are known, and those that lack a required property.";
    }

    private static bool RepeatsRequest(PlannedVariant variant) => variant.Answer is { } answer
        && answer.Headers.SelectMany(header => header.Values).Append(answer.Body?.Text)
            .Any(text => text?.Holes.Any(hole => hole.Role == Role.Request) is true);
}
