using LogoutContracts.Specs.Model;
using LogoutContracts.Specs.Primitives;
using LogoutContracts.Specs.Reading.Documents;
using LogoutContracts.Specs.Schemas.Reading;
using LogoutContracts.Specs.Yaml;

namespace LogoutContracts.Specs.Reading.Variants;

/// <summary>Reads <c>given</c> and <c>match</c>.</summary>
internal sealed class RuleReader(SpecDocument document, SessionModel sessions, VariantPlace place)
{
    private static readonly Words<CallerStates> Callers = new()
    {
        ["active"] = CallerStates.Active,
        ["ended"] = CallerStates.Ended,
        ["expired"] = CallerStates.Expired,
        ["superseded"] = CallerStates.Superseded,
        ["absent"] = CallerStates.Absent,
        ["partial"] = CallerStates.Partial,
        ["unknown"] = CallerStates.Unknown,
    };

    private static readonly Words<TargetStates> Targets = new()
    {
        ["self"] = TargetStates.Self,
        ["own-active"] = TargetStates.OwnActive,
        ["own-ended"] = TargetStates.OwnEnded,
        ["own-expired"] = TargetStates.OwnExpired,
        ["own-superseded"] = TargetStates.OwnSuperseded,
        ["foreign"] = TargetStates.Foreign,
        ["unknown"] = TargetStates.Unknown,
        ["absent"] = TargetStates.Absent,
    };

    private static readonly Words<Bystander> Others = new() { ["own-active"] = Bystander.Own, ["foreign"] = Bystander.Foreign };

    private static readonly Words<ProviderCondition> Conditions = new()
    {
        ["server-error"] = ProviderCondition.ServerError,
        ["rate-limited"] = ProviderCondition.RateLimited,
        ["unlicensed"] = ProviderCondition.Unlicensed,
        ["forbidden"] = ProviderCondition.Forbidden,
        ["debug"] = ProviderCondition.Debug,
    };

    private static readonly Words<BodyKind> Bodies = new()
    {
        ["valid"] = BodyKind.Valid,
        ["empty"] = BodyKind.Empty,
        ["malformed"] = BodyKind.Malformed,
        ["invalid"] = BodyKind.Invalid,
    };

    private static readonly Words<PairState> Pairs = new() { ["missing"] = PairState.Missing, ["unequal"] = PairState.Unequal };

    private static readonly Words<bool> Users = new() { ["known"] = true, ["unknown"] = false };

    private static string OtherMethods => $"a method in upper case that the path does not declare, or '{Model.Rule.OtherMethod}'";

    public Given Given(Fields? given)
    {
        if (given is null)
            return new(CallerStates.None, null, TargetStates.None, Bystander.None, ProviderCondition.None);
        var byValue = ShownStates(given).ToList();
        if (byValue.Count > 1)
            document.Problems.NotOfForm(given.PositionOf("caller"), "several credentials", given.Name("caller"),
                "the credential that the request has, and its state");
        var caller = byValue is [var only, ..] ? only.States : given.Map["caller"] is MapNode ? CallerStates.None
            : given.Choice("caller", Callers) ?? CallerStates.None;
        var kind = given.OptionalText("kind");
        CheckKind(kind, given.PositionOf("kind"));
        if (given.Map["target"] is not null && place.Session.Target is null)
            document.Problems.Missing(given.PositionOf("target"), "target", $"x-session of '{place.Operation}', although 'given' has one");
        if (kind is null && (caller & CallerStates.Known) != 0)
            kind = sessions.DefaultKind;
        var defaultTarget = (caller & CallerStates.Known) != 0 ? TargetStates.Self : TargetStates.Unknown;
        var target = given.Choice("target", Targets) ?? (place.Session.Target is null ? TargetStates.None : defaultTarget);
        var other = given.Choice("other", Others) ?? Bystander.None;
        var condition = States(given, "condition", Conditions) ?? ProviderCondition.None;
        given.RejectOthers();
        return new(caller, kind, target, other, condition) { Shown = byValue is [var shown, ..] ? shown.Value : null };
    }

    public Rule Rule(Fields? given, Fields? match)
    {
        var byValue = ShownStates(match?.Map["caller"] is not null ? match : given).ToValueList();
        var caller = byValue.Count > 0 ? byValue.Aggregate(CallerStates.None, (states, shown) => states | shown.States)
            : States(match, "caller", Callers) ?? (given?.Map["caller"] is MapNode ? null
                : given?.Choice("caller", Callers)) ?? CallerStates.Any;
        var target = States(match, "target", Targets) ?? given?.Choice("target", Targets) ?? TargetStates.Any;
        var kind = match?.OptionalText("kind") ?? given?.OptionalText("kind");
        if (match is null)
            return Model.Rule.Everything with { Caller = caller, Target = target, Kind = kind, Shown = byValue };
        CheckKind(match.OptionalText("kind"), match.PositionOf("kind"));
        var mixed = match.Flag("mixed");
        var certificate = match.Choice("certificate", RequestReader.CertificateNames);
        if (sessions.Users.All.Count() < certificate switch { Certificate.OtherUser => 2, Certificate.Unknown => 1, _ => 0 })
        {
            document.Problems.Missing(
                match.PositionOf("certificate"), "commonNames", $"x-contract.session, or too few for {match.Name("certificate")}");
        }

        var clients = match.Texts("client")
            .Select(word => document.Choose(word.Text, word.At, match.Name("client"), RequestReader.ClientNames)).OfType<Client>().ToList();
        if (clients.Count > 0)
            CheckClient(match.PositionOf("client"), clients);
        var mediaType = match.OptionalText("mediaType")?.ToLowerInvariant();
        var conditions = new List<Condition>();
        AddNamed(conditions, match, "headers", RequestPart.Header);
        AddNamed(conditions, match, "cookies", RequestPart.Cookie);
        AddNamed(conditions, match, "query", RequestPart.Query);
        if (match.OptionalMap("pair") is { } pair)
            AddPair(conditions, pair);
        var user = match.Choice("user", Users);
        if (user is not null)
            CheckUser(match.PositionOf("user"));
        var bodies = BodiesOf(match.Optional("body"), match.Name("body"), conditions);
        var method = match.OptionalText("method");
        if (method is not null && place.Methods is null)
            document.Problems.MethodOnOperation(match.PositionOf("method"), "match");
        else if (method is not null and not Model.Rule.OtherMethod && !IsOtherMethod(method))
            document.Problems.Malformed(match.PositionOf("method"), method, match.Name("method"), OtherMethods);
        match.RejectOthers();
        return new(caller, mixed, kind, target, method, certificate, mediaType, bodies, conditions.ToValueList())
        {
            IsUserKnown = user,
            Clients = clients.ToValueList(),
            Shown = byValue,
        };
    }

    /// <summary>The states by credential, if <c>caller</c> is a map.</summary>
    private IEnumerable<ShownState> ShownStates(Fields? fields)
    {
        if (fields?.Map["caller"] is not MapNode || fields.OptionalMap("caller") is not { } byValue)
            yield break;
        List<string> read = [.. sessions.CallerOf(place.Session).SelectMany(shown => shown.Values)
            .Select(value => sessions.ValueNames[value])];
        foreach (var entry in byValue.Map.Entries)
        {
            if (!read.Contains(entry.Key, StringComparer.Ordinal))
                document.Problems.UnknownName(entry.At, entry.Key, $"credential that '{place.Operation}' reads", read);
            else if (States(byValue, entry.Key, Callers) is { } states)
                yield return new(sessions.IndexOf(entry.Key), states);
        }
    }

    private void CheckClient(Position at, List<Client> clients)
    {
        if (sessions.Clients.Count < (clients.Contains(Client.Other) ? 2 : 1))
            document.Problems.Missing(at, "clients", "'x-contract', or too few for this 'match.client'");
        if (place.Session.ClientMethods.Count == 0)
            document.Problems.Missing(at, "client", $"x-session of '{place.Operation}', although a variant has 'match.client'");
    }

    private void CheckUser(Position at)
    {
        if (sessions.Accounts.Count == 0)
            document.Problems.Missing(at, "users", "'x-contract', although a variant has 'match.user'");
        if (place.Session is { User: null, Password: null })
            document.Problems.Missing(at, "user", $"x-session of '{place.Operation}', although a variant has 'match.user'");
    }

    private bool IsOtherMethod(string method) =>
        method.Length > 0 && method.All(char.IsAsciiLetterUpper) && place.Methods?.Contains(method, StringComparer.Ordinal) is false;

    private void CheckKind(string? kind, Position at)
    {
        if (kind is not null && !sessions.Kinds.Contains(kind, StringComparer.Ordinal))
            document.Problems.UnknownName(at, kind, "kind of session in 'x-contract'", sessions.Kinds);
    }

    private T? States<T>(Fields? fields, string field, Words<T> known)
        where T : struct, Enum
    {
        T? states = null;
        if (fields?.Map[field] is MapNode)
            return null;
        foreach (var (text, at) in fields?.Texts(field) ?? [])
        {
            if (document.Choose(text, at, fields!.Name(field), known) is { } state)
                states = (T)(object)(((int)(object)(states ?? default)) | (int)(object)state);
        }

        return states;
    }

    private void AddNamed(List<Condition> conditions, Fields match, string field, RequestPart part)
    {
        foreach (var entry in match.OptionalMap(field)?.Map.Entries ?? [])
        {
            if (PatternOf(entry) is { } pattern)
                conditions.Add(new Condition.Named(part, entry.Key, pattern));
        }
    }

    private ValuePattern? PatternOf(Entry entry)
    {
        switch (entry.Value)
        {
            case ScalarNode { Kind: ScalarKind.Null }:
                return new ValuePattern.Absent();
            case ScalarNode { Kind: ScalarKind.Boolean, Text: "true" }:
                return new ValuePattern.Present();
            case ScalarNode { Kind: ScalarKind.String } text:
                return new ValuePattern.Exact(text.Text);
            case MapNode map:
                var fields = new Fields(map, $"the pattern of '{entry.Key}'", document);
                var regex = fields.Text("matches");
                fields.RejectOthers();
                if (regex is null || Patterns.TryCompile(regex, out _, out var problem))
                    return regex is null ? null : new ValuePattern.Matches(regex);
                document.Problems.Malformed(fields.PositionOf("matches"), regex, $"the pattern of '{entry.Key}'", problem);
                return null;
            default:
                document.Problems.NotOfForm(
                    entry.Value.At, SpecDocument.Found(entry.Value), $"the pattern of '{entry.Key}'",
                    "null (absent), true (present), a string, or { matches: regex }");
                return null;
        }
    }

    private static void AddPair(List<Condition> conditions, Fields pair)
    {
        var (header, cookie, state) = (pair.Text("header"), pair.Text("cookie"), pair.Choice("is", Pairs));
        if (header is not null && cookie is not null && state is not null)
            conditions.Add(new Condition.Pair(header, cookie, state.Value));
        pair.RejectOthers();
    }

    private ValueList<BodyClass> BodiesOf(Node? node, string what, List<Condition> conditions)
    {
        var classes = new List<BodyClass>();
        if (node is MapNode map)
        {
            var fields = new Fields(map, what, document);
            foreach (var (keyword, at) in fields.Texts("invalid"))
            {
                if (!SchemaKeywords.Names.Contains(keyword, StringComparer.Ordinal))
                    document.Problems.UnknownName(at, keyword, "keyword of JSON Schema", SchemaKeywords.Names);
                classes.Add(new(BodyKind.Invalid, keyword));
            }

            foreach (var entry in fields.OptionalMap("has")?.Map.Entries ?? [])
                conditions.Add(new Condition.BodyHas(entry.Key, entry.Value.ToJson()));
            fields.RejectOthers();
        }
        else
        {
            foreach (var (text, at) in document.TextsOf(node, what))
            {
                if (document.Choose(text, at, what, Bodies) is { } kind)
                    classes.Add(new(kind));
            }
        }

        return classes.ToValueList();
    }
}
