using LogoutContracts.Specs.Yaml;

namespace LogoutContracts.Specs.Reading;

/// <summary>Reads one entry of <c>x-variants</c>.</summary>
internal sealed class VariantReader(SpecDocument document, SessionModel sessions, Releases releases, VariantPlace place)
{
    private static readonly Dictionary<string, Role> Roles = new(StringComparer.Ordinal)
    {
        ["caller"] = Role.Caller,
        ["target"] = Role.Target,
        ["other"] = Role.Other,
        ["opened"] = Role.Opened,
    };

    private static readonly Dictionary<string, SessionState> States = new(StringComparer.Ordinal)
    {
        ["active"] = SessionState.Active,
        ["ended"] = SessionState.Ended,
        ["expired"] = SessionState.Expired,
        ["unspecified"] = SessionState.Unspecified,
    };

    private static readonly Dictionary<string, Needs> NeedNames = new(StringComparer.Ordinal) { ["tls"] = Needs.Tls, ["clock"] = Needs.Clock, ["reset"] = Needs.Reset };

    private readonly RuleReader rules = new(document, sessions, place);
    private readonly AnswerReader answers = new(document, place);

    public Variant? Read(Entry entry, MapNode siblings)
    {
        if (document.FieldsOf(entry.Value, $"variant '{entry.Key}'") is not { } fields)
            return null;
        var summary = fields.Text("summary");
        var instead = fields.OptionalText("instead");
        var contradicted = instead is null ? null : siblings[instead] as MapNode;
        if (instead is not null && contradicted is null)
            document.Problems.UnknownName(fields.PositionOf("instead"), instead, "variant", [.. siblings.Entries.Select(sibling => sibling.Key)]);

        var given = Part(fields, contradicted, "given");
        var match = Part(fields, contradicted, "match");
        var send = Part(fields, contradicted, "send");
        var states = rules.Given(given);
        var rule = rules.Rule(given, match, entry.At);
        if (place.IsOnPath && rule.Method is null)
            document.Problems.NoMethod(entry.At, entry.Key);
        var presented = (states.Caller & ~CallerStates.Absent) == 0 ? [] : sessions.Credentials;
        var request = RequestReader.Read(
            document, place.Default, send, presented.Select(credential => credential.Carriers[0]), presented, rule.Method is Rule.OtherMethod ? null : rule.Method);

        var expect = fields.RequiredMap("expect") is { } expectation ? answers.Read(expectation) : null;
        var then = ThenOf(fields.OptionalMap("then"));
        var basis = fields.Required("basis") is { } node ? BasisReader.Read(node, document) : null;
        var releasesOf = ReleasesOf(fields);
        var needs = NeedsOf(fields);
        var volatileParts = VolatileOf(fields);
        fields.RejectOthers();
        return summary is null || expect is null || basis is null ? null : new(
            place.Operation, entry.Key, summary, rule, states, request, expect, then, basis, releasesOf, instead, needs, volatileParts, entry.At);
    }

    private Fields? Part(Fields own, MapNode? contradicted, string field) =>
        own.OptionalMap(field) ?? (contradicted?[field] is { } inherited ? document.FieldsOf(inherited, $"'{field}'") : null);

    private static ValueList<RoleState> ThenOf(Fields? then)
    {
        var states = new List<RoleState>();
        foreach (var (name, role) in Roles)
        {
            if (then?.Choice(name, States) is { } state)
                states.Add(new(role, state));
        }

        then?.RejectOthers();
        return states.ToValueList();
    }

    private ValueList<string> ReleasesOf(Fields fields)
    {
        var names = new List<string>();
        foreach (var (release, at) in fields.Texts("release"))
        {
            if (releases.Known.Contains(release, StringComparer.Ordinal))
                names.Add(release);
            else
                document.Problems.UnknownName(at, release, "release", releases.Known);
        }

        return names.ToValueList();
    }

    private Needs NeedsOf(Fields fields)
    {
        var needs = Needs.None;
        foreach (var (text, at) in fields.Texts("needs"))
            needs |= document.Choose(text, at, "'needs'", NeedNames) ?? Needs.None;
        return needs;
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
                document.Problems.Malformed(at, text, "'volatile'", "'header Name' or 'body /pointer'");
        }

        return parts.ToValueList();
    }
}
