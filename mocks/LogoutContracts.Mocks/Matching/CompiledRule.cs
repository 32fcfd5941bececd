using System.Text.Json;
using LogoutContracts.Mocks.Requests;
using LogoutContracts.Specs.Model;
using LogoutContracts.Specs.Primitives;

namespace LogoutContracts.Mocks.Matching;

/// <summary>A variant's rule, ready to match requests: its regular expressions are compiled.</summary>
public sealed class CompiledRule
{
    private readonly Rule rule;
    private readonly Test[] tests;
    private readonly string[] otherThan;

    /// <param name="otherThan">What "other" in the rule excludes: the methods of the path, or the media types of the operation.</param>
    public CompiledRule(Rule rule, IEnumerable<string> otherThan)
    {
        this.rule = rule;
        this.otherThan = [.. otherThan];
        tests = [.. rule.Conditions.Select(condition => new Test(condition))];
    }

    /// <summary>Whether the rule matches a request.</summary>
    public bool Fits<TRequest>(in RequestFacts facts, in TRequest request, JsonElement? body)
        where TRequest : IRequest, allows ref struct
    {
        if (!rule.FitsCaller(facts.Caller, facts.Shown) || (rule.Target & facts.Target) == 0 || (rule.Mixed && !facts.Mixed)
            || (rule.Certificate ?? Certificate.Own) != facts.Certificate)
            return false;
        if (!rule.FitsClient(facts.Client) || (rule.IsUserKnown is { } known && known != facts.IsUserKnown))
            return false;
        if (!KindFits(facts) || !MethodFits(facts) || !BodyFits(facts) || !MediaTypeFits(facts))
            return false;
        foreach (var test in tests)
        {
            if (!test.Holds(request, body))
                return false;
        }

        return true;
    }

    /// <summary>Each part of the rule, with what the request has instead.</summary>
    public IEnumerable<RulePart> Explain<TRequest>(RequestFacts facts, TRequest request, JsonElement? body)
        where TRequest : IRequest
    {
        if (rule.Method is not null)
            yield return new(
                "method", rule.Method is Rule.OtherMethod ? $"none of {string.Join(", ", otherThan)}" : rule.Method, facts.Method,
                MethodFits(facts));
        if (rule.Caller != CallerStates.Any)
            yield return new("caller", rule.Caller.InSpecWords(), facts.Caller.InSpecWords(), rule.FitsCaller(facts.Caller, facts.Shown));
        if (rule.Mixed)
            yield return new(
                "credentials", "known, but of different sessions",
                facts.Mixed ? "known, but of different sessions" : "of one session, or unknown", facts.Mixed);
        if (rule.Kind is not null)
            yield return new("kind", rule.Kind, facts.Kind ?? "none", KindFits(facts));
        if (rule.Target != TargetStates.Any)
            yield return new("target", rule.Target.InSpecWords(), facts.Target.InSpecWords(), (rule.Target & facts.Target) != 0);
        if (rule.IsUserKnown is { } known)
            yield return new("user", known ? "known" : "unknown", facts.IsUserKnown ? "known" : "unknown", known == facts.IsUserKnown);
        if (rule.Clients.Count > 0)
        {
            yield return new(
                "client", string.Join(", ", rule.Clients.Select(client => client.InSpecWords())), facts.Client.InSpecWords(),
                    rule.FitsClient(facts.Client));
        }

        if (rule.Certificate is { } certificate)
            yield return new("certificate", certificate.InSpecWords(), facts.Certificate.InSpecWords(), certificate == facts.Certificate);
        if (rule.MediaType is not null)
            yield return new(
                "media type", rule.MediaType is Rule.OtherMediaType ? $"none of {string.Join(", ", otherThan)}" : rule.MediaType,
                facts.MediaType, MediaTypeFits(facts));
        if (rule.Bodies.Count > 0)
            yield return new("body", string.Join(" or ", rule.Bodies), facts.Body.ToString(), BodyFits(facts));
        foreach (var test in tests)
            yield return new(
                "condition", test.Condition.ToString(), test.Holds(request, body) ? "met" : "not met", test.Holds(request, body));
    }

    private bool KindFits(in RequestFacts facts) => rule.Kind is null || string.Equals(rule.Kind, facts.Kind, StringComparison.Ordinal);

    private bool MethodFits(in RequestFacts facts) =>
        rule.Method is null
        || (rule.Method is Rule.OtherMethod ? !otherThan.Contains(facts.Method, StringComparer.Ordinal)
            : string.Equals(rule.Method, facts.Method, StringComparison.Ordinal));

    private bool MediaTypeFits(in RequestFacts facts)
    {
        if (rule.MediaType is null)
            return true;
        return rule.MediaType is Rule.OtherMediaType
            ? facts.MediaType.Length > 0 && !otherThan.Contains(facts.MediaType, StringComparer.Ordinal)
            : string.Equals(rule.MediaType, facts.MediaType, StringComparison.Ordinal);
    }

    private bool BodyFits(in RequestFacts facts)
    {
        foreach (var body in rule.Bodies.AsSpan())
        {
            if (body.Covers(facts.Body))
                return true;
        }

        return rule.Bodies.Count == 0;
    }

    private sealed class Test(Condition condition)
    {
        private readonly LinearRegex? regex =
            condition is Condition.Named { Pattern: ValuePattern.Matches matches }
                && Patterns.TryCompile(matches.Regex, out var compiled, out _) ? compiled : null;

        private readonly JsonElement? expected = condition is Condition.BodyHas has ? JsonElement.Parse(has.Value) : null;

        public Condition Condition => condition;

        public bool Holds<TRequest>(in TRequest request, JsonElement? body)
            where TRequest : IRequest, allows ref struct
        {
            switch (condition)
            {
                case Condition.Named named:
                    var found = TryGet(request, named, out var value);
                    return named.Pattern switch
                    {
                        ValuePattern.Absent => !found,
                        ValuePattern.Present => found,
                        ValuePattern.Exact exact => found && value.SequenceEqual(exact.Value),
                        _ => found && regex!.IsMatch(value),
                    };
                case Condition.Pair pair:
                    var both = request.TryGetHeader(pair.Header, out var header) & request.TryGetCookie(pair.Cookie, out var cookie);
                    return pair.State == PairState.Missing ? !both : both && !header.SequenceEqual(cookie);
                case Condition.BodyHas has:
                    return body is { ValueKind: JsonValueKind.Object } json && json.TryGetProperty(has.Property, out var actual)
                        && JsonElement.DeepEquals(actual, expected!.Value);
                default:
                    return false;
            }
        }

        private static bool TryGet<TRequest>(in TRequest request, Condition.Named named, out ReadOnlySpan<char> value)
            where TRequest : IRequest, allows ref struct => named.Part switch
            {
                RequestPart.Header => request.TryGetHeader(named.Name, out value),
                RequestPart.Cookie => request.TryGetCookie(named.Name, out value),
                _ => request.TryGetQuery(named.Name, out value),
            };
    }
}

/// <summary>One part of a rule, compared with a request.</summary>
public sealed record RulePart(string Part, string Expected, string Actual, bool Fits);
