using LogoutContracts.Specs.Model;
using LogoutContracts.Specs.Primitives;
using LogoutContracts.Specs.Reading.Documents;
using LogoutContracts.Specs.Yaml;

namespace LogoutContracts.Specs.Reading.Variants;

/// <summary>Reads one entry of <c>x-variants</c>.</summary>
internal sealed class VariantReader(
    SpecDocument document, SessionModel sessions, Releases releases, ValueList<RateLimit> limits, VariantPlace place)
{
    private static readonly Words<Role> Roles = new()
    {
        ["caller"] = Role.Caller,
        ["target"] = Role.Target,
        ["other"] = Role.Other,
        ["opened"] = Role.Opened,
        ["renewed"] = Role.Renewed,
    };

    private static readonly Words<SessionState> States = new()
    {
        ["active"] = SessionState.Active,
        ["ended"] = SessionState.Ended,
        ["expired"] = SessionState.Expired,
        ["superseded"] = SessionState.Superseded,
        ["unspecified"] = SessionState.Unspecified,
    };

    private static readonly Words<Needs> NeedNames = new() { ["tls"] = Needs.Tls, ["clock"] = Needs.Clock, ["reset"] = Needs.Reset };

    private static readonly Words<Closeness> Closenesses = new() { ["exact"] = Closeness.Exact, ["shape"] = Closeness.Shape };

    private readonly RuleReader rules = new(document, sessions, place);
    private readonly AnswerReader answers = new(document, place);
    private readonly VariantChecks checks = new(document, sessions, limits.Count > 0, place);

    /// <summary>Whether all rules so far could be read.</summary>
    public bool AreRulesClear { get; private set; } = true;

    /// <returns>The variant, with substitutes for invalid parts, which are reported; null if the entry is not a map.</returns>
    public Variant? Read(Entry entry, MapNode siblings)
    {
        var before = document.Problems.Count;
        if (document.FieldsOf(entry.Value, $"variant '{entry.Key}'") is not { } fields)
        {
            AreRulesClear = false;
            return null;
        }

        var contradicted = ContradictedBy(fields, entry.Key, siblings);
        var given = Part(fields, contradicted, "given");
        var match = Part(fields, contradicted, "match");
        var states = rules.Given(given);
        var rule = rules.Rule(given, match);
        if (place.Methods is not null && rule.Method is null)
            document.Problems.NoMethod(entry.At, entry.Key);
        var releasesOf = ReleaseReader.Read(fields, releases, document);
        var isRuleClear = document.Problems.Count == before;
        AreRulesClear &= isRuleClear;

        var summary = fields.Text("summary") ?? "";
        var send = Part(fields, contradicted, "send");
        var use = place.Methods is null ? place.Session : SessionUse.None;
        var presented = PresentedValues.Of(sessions, use, states, isTargetStated: given?.Map["target"] is not null);
        var request = RequestReader.Read(
            document, place.Default, send, presented, draft => draft.Present(sessions, use, ClientOf(send)),
            rule.Method is Rule.OtherMethod ? null : rule.Method, entry.At, place.Source.At);
        var expect = fields.RequiredMap("expect") is { } expectation ? answers.Read(expectation) : null;
        var then = ThenOf(fields.OptionalMap("then"));
        var basis = fields.Required("basis") is { } node
            ? BasisReader.Read(node, fields.Name("basis"), expect, document) : new(null, null, null);
        if (isRuleClear)
            CheckHandshake(rule, expect, fields);
        var needs = NeedsOf(fields) | (rule.Certificate is null && expect is not Expectation.RefusedHandshake ? Needs.None : Needs.Tls);
        var volatileParts = VolatileOf(fields);
        var compare = fields.Choice("compare", Closenesses);
        var limit = LimitOf(fields, states);
        fields.RejectOthers();
        var variant = new Variant(
            place.Operation, entry.Key, summary, rule, states, request, expect ?? new Expectation.RefusedHandshake(), then, basis,
            releasesOf, contradicted?.Key, needs, volatileParts, entry.At)
        {
            Compare = compare,
            LimitedBy = limit,
        };
        if (document.Problems.Count == before)
            checks.Check(variant, entry);
        return variant;
    }

    /// <summary>The variant that 'instead' names, or null if there is none or the name is invalid, which is reported.</summary>
    private Entry? ContradictedBy(Fields fields, string variant, MapNode siblings)
    {
        if (fields.OptionalText("instead") is not { } name)
            return null;
        var at = fields.PositionOf("instead");
        var other = siblings.Find(name);
        if (other is null)
            document.Problems.UnknownName(at, name, $"variant of '{place.Operation}'", OthersThan(variant, siblings));
        else if (string.Equals(name, variant, StringComparison.Ordinal))
            document.Problems.InsteadOfItself(at, name, null);
        else if (other.Value is MapNode map && map["instead"] is ScalarNode another)
            document.Problems.InsteadOfItself(at, name, another.Text);
        else
            return other;
        return null;
    }

    private static List<string> OthersThan(string variant, MapNode siblings) =>
        [.. siblings.Entries.Select(sibling => sibling.Key).Where(sibling => !string.Equals(sibling, variant, StringComparison.Ordinal))];

    private Fields? Part(Fields own, Entry? contradicted, string field)
    {
        if (own.OptionalMap(field) is { } part)
            return part;
        return contradicted?.Value is MapNode map && map[field] is { } inherited
            ? document.FieldsOf(inherited, new Fields(map, $"variant '{contradicted.Key}'", document).Name(field)) : null;
    }

    private static Client ClientOf(Fields? send) => send?.Choice("client", RequestReader.ClientNames) ?? Client.Own;

    private ValueList<RoleState> ThenOf(Fields? then)
    {
        var states = new List<RoleState>();
        foreach (var name in Roles.All)
        {
            var role = Roles.Find(name)!.Value;
            if (then?.Map[name] is MapNode)
                AddByValue(states, role, then.OptionalMap(name)!);
            else if (then?.Choice(name, States) is { } state)
                states.Add(new(role, state));
        }

        then?.RejectOthers();
        return states.ToValueList();
    }

    private void AddByValue(List<RoleState> states, Role role, Fields byValue)
    {
        string[] names = [.. sessions.Credentials.Select(credential => credential.Name)];
        foreach (var entry in byValue.Map.Entries)
        {
            if (!names.Contains(entry.Key, StringComparer.Ordinal))
                document.Problems.UnknownName(entry.At, entry.Key, "credential of the session", names);
            else if (byValue.Choice(entry.Key, States) is { } state)
                states.Add(new(role, state, entry.Key));
        }
    }

    // The handshake only validates the certificate itself. Which user it belongs to is checked when there is a request.
    private void CheckHandshake(Rule rule, Expectation? expect, Fields fields)
    {
        var (at, what) = (fields.PositionOf("expect"), fields.Name("expect"));
        if (expect is Expectation.Answer && rule.Certificate == Certificate.Expired)
            document.Problems.NotOfForm(at, "a response to an expired certificate", what, "{ handshake: refused }");
        else if (expect is Expectation.RefusedHandshake && rule.Certificate is not (Certificate.None or Certificate.Expired))
            document.Problems.NotOfForm(at, "a refused handshake", what, "a response, unless 'match.certificate' is none or expired");
    }

    private Needs NeedsOf(Fields fields)
    {
        var needs = Needs.None;
        foreach (var (text, at) in fields.Texts("needs"))
            needs |= document.Choose(text, at, fields.Name("needs"), NeedNames) ?? Needs.None;
        return needs;
    }

    private RateLimit? LimitOf(Fields fields, Given given)
    {
        if (fields.OptionalText("limitedBy") is not { } name)
            return null;
        var at = fields.PositionOf("limitedBy");
        var limit = limits.FirstOrDefault(limit => string.Equals(limit.Name, name, StringComparison.Ordinal));
        if (limit is null)
            document.Problems.UnknownName(at, name, "rate limit in 'x-contract'", [.. limits.Select(known => known.Name)]);
        if (!given.Condition.HasFlag(ProviderCondition.RateLimited))
            document.Problems.NotOfForm(at, "'limitedBy' without this condition", fields.Name("given"), "'condition: rate-limited'");
        return limit;
    }

    private ValueList<VolatilePart> VolatileOf(Fields fields)
    {
        var parts = new List<VolatilePart>();
        foreach (var (text, at) in fields.Texts("volatile"))
        {
            if (text.StartsWith("header ", StringComparison.Ordinal))
                parts.Add(new VolatilePart.Header(text[7..].Trim()));
            else if (text.StartsWith("body /", StringComparison.Ordinal))
                parts.Add(new VolatilePart.Body(text[5..]));
            else
                document.Problems.Malformed(at, text, fields.Name("volatile"), "'header Name' or 'body /pointer'");
        }

        return parts.ToValueList();
    }
}
