using System.Text.Json;
using LogoutContracts.Specs.Json;
using LogoutContracts.Specs.Model;
using LogoutContracts.Specs.Primitives;

namespace LogoutContracts.Specs.Rules;

/// <summary>The dimensions in which the rules of one operation can distinguish requests.</summary>
internal sealed class RuleDimensions
{
    public const string Caller = "caller";
    public const string Kind = "kind";
    public const string Target = "target";
    public const string Body = "body";
    public const string User = "user";
    public const string ClientName = "client";
    public const string KnownUser = "known";
    private const string UnknownUser = "unknown";

    private readonly List<Rule> rules;
    private readonly Operation? operation;
    private readonly List<RuleDimension> dimensions = [];

    private RuleDimensions(List<Rule> rules, Operation? operation)
    {
        this.rules = rules;
        this.operation = operation;
    }

    /// <param name="operation">Null for the variants on a path.</param>
    /// <param name="needsCertificate">Whether the contract refuses connections without a client certificate.</param>
    public static List<RuleDimension> Of(List<Rule> rules, Operation? operation, SessionModel sessions, bool needsCertificate)
    {
        var found = new RuleDimensions(rules, operation);
        found.AddSessions(sessions);
        found.AddCertificates(sessions, needsCertificate);
        found.AddUsers();
        found.AddClients(sessions);
        found.AddBodies();
        found.AddMediaTypes();
        found.AddMethods();
        found.AddConditions();
        return found.dimensions;
    }

    private void AddSessions(SessionModel sessions)
    {
        var callers = Flags(sessions.PossibleCallers(operation?.Session)).SelectMany(state => PointsOf((CallerStates)state, sessions))
            .ToList();
        if (rules.Exists(rule => rule.Mixed))
            callers.Add(new(CallerStates.Unknown, true));
        Add<CallerPoint>(
            Caller, [.. callers], (rule, caller) => rule.FitsCaller(caller.State, caller.Shown) && (!rule.Mixed || caller.Mixed),
            caller => caller.Mixed ? "unknown (mixed)"
                : caller.Shown < 0 ? caller.State.InSpecWords() : $"{sessions.ValueNames[caller.Shown]} {caller.State.InSpecWords()}");
        if (sessions.Kinds.Count > 0 && rules.Exists(rule => rule.Kind is not null))
        {
            Add<string>(
                Kind, [.. sessions.Kinds],
                (rule, kind) => rule.Kind is null || string.Equals(rule.Kind, kind, StringComparison.Ordinal), kind => kind);
        }

        if (operation?.Session.Target is { } target)
            Add<TargetStates>(Target, Flags(sessions.PossibleTargets(target)),
                (rule, state) => (rule.Target & state) != 0, SpecWords.InSpecWords);
    }

    /// <summary>One point, or one per value that the caller can show, if the rules tell these apart.</summary>
    private IEnumerable<CallerPoint> PointsOf(CallerStates state, SessionModel sessions)
    {
        var shown = sessions.CallerOf(operation?.Session).FirstOrDefault(value => !sessions.IsShared(value.Values[0]));
        return shown is null || (state & CallerStates.Known) == 0 || rules.TrueForAll(rule => rule.Shown.Count == 0)
            ? [new(state, false)] : shown.Values.Select(value => new CallerPoint(state, false) { Shown = value });
    }

    // If no rule mentions certificates, any certificate matches. The handshake rejects expired certificates, and missing ones if the
    // contract requires a certificate, so operations need no variants for them.
    private void AddCertificates(SessionModel sessions, bool needsCertificate)
    {
        var mentioned = rules.ConvertAll(rule => rule.Certificate);
        if (mentioned.TrueForAll(certificate => certificate is null))
            return;
        var possible = Enum.GetValues<Certificate>().Where(IsPossible);
        Add<Certificate>(
            "certificate", [.. possible], (rule, certificate) => (rule.Certificate ?? Certificate.Own) == certificate,
            SpecWords.InSpecWords);

        bool IsPossible(Certificate certificate) => certificate == Certificate.Own || mentioned.Contains(certificate) || certificate switch
        {
            Certificate.None => !needsCertificate,
            Certificate.Expired => false,
            _ => sessions.Users.Any,
        };
    }

    private void AddMethods()
    {
        if (operation is not null)
            return;
        string[] methods = [.. rules.Select(rule => rule.Method!).Append(Rule.OtherMethod).Distinct(StringComparer.Ordinal)];
        Add<string>("method", methods, (rule, method) => string.Equals(rule.Method, method, StringComparison.Ordinal), method => method);
    }

    private void AddUsers()
    {
        if (rules.TrueForAll(rule => rule.IsUserKnown is null))
            return;
        Add<string>(
            User, [KnownUser, UnknownUser],
            (rule, user) => rule.IsUserKnown is not { } known || known == (user is KnownUser), user => user);
    }

    private void AddClients(SessionModel sessions)
    {
        if (rules.TrueForAll(rule => rule.Clients.Count == 0))
            return;
        object[] possible = sessions.Clients.Count > 1 ? [Client.Own, Client.None, Client.Unknown, Client.Other]
            : [Client.Own, Client.None, Client.Unknown];
        Add<Client>(ClientName, possible, (rule, client) => rule.FitsClient(client), SpecWords.InSpecWords);
    }

    private void AddBodies()
    {
        if (rules.TrueForAll(rule => rule.Bodies.Count == 0))
            return;
        var classes = new List<BodyClass> { BodyClass.Valid, BodyClass.Empty };
        if (operation?.Body is { } body && (body.IsJson || body.IsForm))
        {
            classes.Add(BodyClass.Malformed);
            if (body.Schema is not null)
            {
                classes.AddRange(rules.SelectMany(rule => rule.Bodies)
                    .Where(mentioned => mentioned is { Kind: BodyKind.Invalid, Keyword: not null }).Distinct());
                if (!FailingKeywords.AreAll(body.Constraints, classes))
                    classes.Add(new(BodyKind.Invalid, "another keyword"));
            }
        }

        Add<BodyClass>(
            Body, [.. classes], (rule, body) => rule.Bodies.Count == 0 || rule.Bodies.Any(mentioned => mentioned.Covers(body)),
            body => body.ToString());
    }

    private void AddMediaTypes()
    {
        if (rules.TrueForAll(rule => rule.MediaType is null))
            return;
        var declared = operation?.Body?.MediaTypes ?? [];
        var mentioned = rules.Select(rule => rule.MediaType).OfType<string>();
        string[] values = [.. declared.Concat(mentioned).Append(Rule.OtherMediaType).Distinct(StringComparer.Ordinal)];
        Add<string>(
            "media type", values,
            (rule, value) => rule.MediaType is null || string.Equals(rule.MediaType, value, StringComparison.Ordinal)
                || (rule.MediaType is Rule.OtherMediaType && !declared.Contains(value, StringComparer.Ordinal)),
            value => value);
    }

    private void AddConditions()
    {
        var conditions = rules.SelectMany(rule => rule.Conditions).ToList();
        foreach (var group in conditions.OfType<Condition.Named>().GroupBy(PlaceOf, StringComparer.Ordinal))
        {
            ValuePattern[] values =
                [.. group.Select(named => named.Pattern).Append(new ValuePattern.Absent()).Append(new ValuePattern.Present()).Distinct()];
            Add<ValuePattern>(
                group.First().ToString().Split(" is ")[0], values,
                (rule, value) => rule.Conditions.OfType<Condition.Named>()
                    .Where(named => string.Equals(PlaceOf(named), group.Key, StringComparison.Ordinal))
                    .All(named => Fits(named.Pattern, value)),
                value => value.ToString());
        }

        foreach (var pair in conditions.OfType<Condition.Pair>().Select(pair => pair with { State = default }).Distinct())
        {
            Add<string>(
                $"header {pair.Header} and cookie {pair.Cookie}", ["missing", "unequal", "equal"],
                (rule, value) => rule.Conditions.OfType<Condition.Pair>()
                    .Where(other => other with { State = default } == pair)
                    .All(other => string.Equals(other.State.InSpecWords(), value, StringComparison.Ordinal)),
                value => value);
        }

        foreach (var group in conditions.OfType<Condition.BodyHas>().GroupBy(has => has.Property, StringComparer.Ordinal))
        {
            string[] named = [.. group.Select(has => has.Value).Distinct(StringComparer.Ordinal)];
            Add<string>(
                $"body property {group.Key}", [.. named, "any other value"],
                (rule, value) => rule.Conditions.OfType<Condition.BodyHas>()
                    .Where(has => string.Equals(has.Property, group.Key, StringComparison.Ordinal))
                    .All(has => string.Equals(has.Value, value, StringComparison.Ordinal)),
                value => value);
            dimensions[^1] = dimensions[^1] with { OnlyListed = operation?.Body is { } body && ListsOnly(body, group.Key, named) };
        }
    }

    // The point "present" stands for a value that differs from all values and patterns in the rules.
    private static bool Fits(ValuePattern pattern, ValuePattern point) => pattern switch
    {
        ValuePattern.Present => point is not ValuePattern.Absent,
        ValuePattern.Matches matches when point is ValuePattern.Exact exact =>
            Patterns.TryCompile(matches.Regex, out var regex, out _) && regex.IsMatch(exact.Value),
        _ => pattern == point,
    };

    private static string PlaceOf(Condition.Named named) => $"{named.Part} {named.Name.ToUpperInvariant()}";

    /// <summary>Whether a valid body has the property, with one of these values.</summary>
    private static bool ListsOnly(RequestBody body, string property, string[] values) =>
        body.Required.Contains(property, StringComparer.Ordinal)
        && body.Constraints.FirstOrDefault(constraint => constraint.Keyword is "enum"
            && constraint.Pointer.Equals($"/{JsonPointer.Escaped(property)}", StringComparison.Ordinal)) is { } listed
        && ItemsOf(listed.Value).All(value => values.Contains(value, StringComparer.Ordinal));

    private static IEnumerable<string> ItemsOf(string list)
    {
        using var json = JsonDocument.Parse(list);
        return [.. json.RootElement.EnumerateArray().Select(item => item.GetRawText())];
    }

    private void Add<T>(string dimension, object[] values, Func<Rule, T, bool> fits, Func<T, string> label)
    {
        dimensions.Add(new(dimension, values, [.. values.Select(value => label((T)value))], Mask));

        ulong Mask(Rule rule)
        {
            var mask = 0UL;
            for (var i = 0; i < values.Length; i++)
                mask |= fits(rule, (T)values[i]) ? 1UL << i : 0;
            return mask;
        }
    }

    private static object[] Flags<T>(T set)
        where T : struct, Enum =>
        [.. Enumerable.Range(0, 31).Where(bit => ((int)(object)set >> bit & 1) == 1).Select(bit => Enum.ToObject(typeof(T), 1 << bit))];
}

/// <summary>A property in which requests differ, with its possible values.</summary>
/// <param name="Mask">The values that a rule matches, as a bit mask.</param>
internal sealed record RuleDimension(string Name, IReadOnlyList<object> Values, IReadOnlyList<string> Labels, Func<Rule, ulong> Mask)
{
    /// <summary>Whether a valid body never has the last value, which stands for any other.</summary>
    public bool OnlyListed { get; init; }
}

/// <summary>A state of the caller.</summary>
internal sealed record CallerPoint(CallerStates State, bool Mixed)
{
    /// <summary>The value that the caller shows, if the rules tell these apart; otherwise -1.</summary>
    public int Shown { get; init; } = -1;
}
