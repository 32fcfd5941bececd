using LogoutContracts.Diffing.Pairing;
using LogoutContracts.Specs.Model;
using LogoutContracts.Specs.Primitives;

namespace LogoutContracts.Diffing.Refining;

/// <summary>
/// Builds the dimensions of the common refinement of two operations: it tells apart what the rules of either side tell apart. "Active",
/// "valid body" and the like mean on each side what that side's contract says.
/// </summary>
internal sealed class Dimensions
{
    public const string Caller = "caller";
    public const string Kind = "kind";
    public const string Target = "target";
    public const string User = "user";
    public const string OAuthClient = "client";
    public const string Body = "body";
    public const string MediaTypeName = "media type";
    public const string ClientCertificate = "certificate";
    public const string Method = "method";
    public const string Property = "body property ";
    public const string ContentType = "header Content-Type";

    /// <summary>A property of the body that has none of the values that rules name, or that the body does not have.</summary>
    public const string AnyOther = "any other value";

    private const string AnotherKeyword = "another keyword";

    private readonly OperationSide old;
    private readonly OperationSide @new;
    private readonly ValueNames names;
    private readonly List<Rule> rules;
    private readonly List<Dimension> found = [];

    private Dimensions(OperationSide old, OperationSide @new, ValueNames names)
    {
        this.old = old;
        this.@new = @new;
        this.names = names;
        rules = [.. old.Variants.Concat(@new.Variants).Select(variant => variant.Variant.Rule)];
    }

    public static List<Dimension> Of(OperationSide old, OperationSide @new, ValueNames names)
    {
        var dimensions = new Dimensions(old, @new, names);
        dimensions.AddSessions();
        dimensions.AddPeople();
        dimensions.AddBodies();
        dimensions.AddMethods();
        dimensions.AddConditions();
        return dimensions.found;
    }

    private void AddSessions()
    {
        var callers = Flags(old.Sessions.PossibleCallers(UseOf(old)) & @new.Sessions.PossibleCallers(UseOf(@new)))
            .SelectMany(state => PointsOf((CallerStates)state)).ToList();
        if (rules.Exists(rule => rule.Mixed))
            callers.Add(new(CallerStates.Unknown, true));
        Add<CallerPoint>(Caller, callers, FitsCaller, point => point.Mixed ? "credentials of different sessions"
            : point.Shown is null ? point.State.InSpecWords() : $"{point.Shown} {point.State.InSpecWords()}");
        if (rules.Exists(rule => rule.Kind is not null))
        {
            var kinds = old.Sessions.Kinds.Count > 0 && @new.Sessions.Kinds.Count > 0
                ? old.Sessions.Kinds.Intersect(@new.Sessions.Kinds, StringComparer.Ordinal)
                    : old.Sessions.Kinds.Concat(@new.Sessions.Kinds);
            Add<string>(Kind, [.. kinds], static (_, rule, kind) => rule.Kind is null || Is(rule.Kind, kind), static kind => kind);
        }

        // An operation that names no target has rules for an absent one.
        var targets = old.Use.Target is { } before && @new.Use.Target is { } after
            ? Flags(old.Sessions.PossibleTargets(before) & @new.Sessions.PossibleTargets(after)) : [TargetStates.Absent];
        if (old.Use.Target is not null || @new.Use.Target is not null)
            Add<TargetStates>(Target, targets, static (_, rule, state) => (rule.Target & state) != 0, SpecWords.InSpecWords);
    }

    private bool FitsCaller(OperationSide side, Rule rule, CallerPoint point)
    {
        var shown = point.Shown is null ? -1
            : side.Sessions.IndexOf(ReferenceEquals(side, old) ? names.InOld(point.Shown) : point.Shown);
        return rule.FitsCaller(point.State, shown) && (!rule.Mixed || point.Mixed);
    }

    /// <summary>One point, or one per value that the caller can show, if the rules tell these apart.</summary>
    private IEnumerable<CallerPoint> PointsOf(CallerStates state)
    {
        if ((state & CallerStates.Known) == 0 || rules.TrueForAll(rule => rule.Shown.Count == 0))
            return [new(state, false)];
        var shown = ShownBy(old).Select(names.InNew).Intersect(ShownBy(@new), StringComparer.Ordinal).ToList();
        return shown.Count == 0 ? [new(state, false)] : shown.Select(name => new CallerPoint(state, false, name));

        static IEnumerable<string> ShownBy(OperationSide side) => side.Sessions.CallerOf(UseOf(side))
            .FirstOrDefault(value => !side.Sessions.IsShared(value.Values[0]))?.Values.Select(value =>
                side.Sessions.ValueNames[value]) ?? [];
    }

    private void AddPeople()
    {
        if (rules.Exists(rule => rule.IsUserKnown is not null))
        {
            Add<string>(
                User, ["known", "unknown"],
                static (side, rule, user) => rule.IsUserKnown is not { } known || known == (user is "known" || !side.KnowsUsers),
                static user => user);
        }

        if (rules.Exists(rule => rule.Clients.Count > 0))
        {
            Client[] clients = old.Sessions.Clients.Count > 1 && @new.Sessions.Clients.Count > 1
                ? [Client.Own, Client.None, Client.Unknown, Client.Other] : [Client.Own, Client.None, Client.Unknown];
            Add<Client>(
                OAuthClient, [.. clients], static (side, rule, client) => rule.FitsClient(side.AsksForClient ? client : Client.Own),
                SpecWords.InSpecWords);
        }

        if (rules.Exists(rule => rule.Certificate is not null))
        {
            var possible = Enum.GetValues<Certificate>()
                .Where(certificate => IsPossible(old, certificate) && IsPossible(@new, certificate));
            Add<Certificate>(
                ClientCertificate, [.. possible],
                static (side, rule, certificate) => !side.AsksForCertificate || (rule.Certificate ?? Certificate.Own) == certificate,
                SpecWords.InSpecWords);
        }
    }

    private static bool IsPossible(OperationSide side, Certificate certificate) => !side.AsksForCertificate
        || certificate == Certificate.Own || side.Variants.Any(variant => variant.Variant.Rule.Certificate == certificate)
        || certificate switch
        {
            Certificate.None => !side.NeedsCertificate,
            Certificate.Expired => false,
            _ => side.Sessions.Users.Any,
        };

    private void AddBodies()
    {
        if (rules.Exists(rule => rule.Bodies.Count > 0))
        {
            var keywords = rules.SelectMany(rule => rule.Bodies)
                .Where(body => body is { Kind: BodyKind.Invalid, Keyword: not null }).Select(body => body.Keyword!)
                    .Distinct(StringComparer.Ordinal);
            IEnumerable<BodyClass> classes =
                [BodyClass.Valid, BodyClass.Empty, BodyClass.Malformed,
                    .. keywords.Select(keyword => new BodyClass(BodyKind.Invalid, keyword)),
                    new(BodyKind.Invalid, AnotherKeyword)];
            var points = classes.Select(body => (Body: body, Old: ClassOn(old, body), New: ClassOn(@new, body)))
                .Where(point => point is { Old: not null, New: not null }).ToList();
            Add<BodyPoint>(
                Body, [.. points.Select(point => new BodyPoint(point.Old!, point.New!))],
                (side, rule, point) => rule.Bodies.Count == 0
                    || rule.Bodies.Any(mentioned => mentioned.Covers(ReferenceEquals(side, old) ? point.Old : point.New)),
                point => LabelOf(point.New.Kind == BodyKind.Valid ? point.Old : point.New));
        }

        if (rules.Exists(rule => rule.MediaType is not null))
        {
            var mentioned = rules.Select(rule => rule.MediaType).OfType<string>();
            string[] values = [.. DeclaredBy(old).Concat(DeclaredBy(@new)).Concat(mentioned).Append(Rule.OtherMediaType)
                .Distinct(StringComparer.Ordinal), ""];
            Add<string>(
                MediaTypeName, [.. values],
                static (side, rule, value) => rule.MediaType is null || Is(rule.MediaType, value)
                    || (rule.MediaType is Rule.OtherMediaType && value.Length > 0
                        && !side.Excluded.Contains(value, StringComparer.Ordinal)),
                static value => value.Length == 0 ? "none" : value);
        }
    }

    /// <summary>How a side classifies a body; null if it has no such bodies.</summary>
    private static BodyClass? ClassOn(OperationSide side, BodyClass body) => (side.Body, body.Kind) switch
    {
        // Without a declaration, any body is valid, and so is none.
        (null, _) => BodyClass.Valid,
        (_, BodyKind.Valid or BodyKind.Empty) => body,
        ({ } declared, BodyKind.Malformed) => declared.IsJson || declared.IsForm ? body : BodyClass.Valid,
        ({ Schema: null }, _) => null,
        ({ } declared, _) => body.Keyword is AnotherKeyword
            || declared.Constraints.Any(constraint => Is(constraint.Keyword, body.Keyword!)) ? body : null,
    };

    private string LabelOf(BodyClass body) => body.Keyword is not AnotherKeyword ? body.ToString()
        : rules.Exists(rule => rule.Bodies.Any(mentioned => mentioned.Keyword is not null)) ? "otherwise invalid" : "invalid";

    private void AddMethods()
    {
        if (old.Operation is not null || @new.Operation is not null)
            return;
        string[] methods = [.. rules.Select(rule => rule.Method!).Append(Rule.OtherMethod).Distinct(StringComparer.Ordinal)];
        Add<string>(
            Method, [.. methods],
            static (side, rule, method) => Is(rule.Method!, method)
                || (rule.Method is Rule.OtherMethod && !side.Excluded.Contains(method, StringComparer.Ordinal)), static method => method);
    }

    private void AddConditions()
    {
        var conditions = rules.SelectMany(rule => rule.Conditions).ToList();
        foreach (var group in conditions.OfType<Condition.Named>().GroupBy(NamedPart.Of))
        {
            var points = new NamedPoints(group.Key, [.. group.Select(named => named.Pattern).Distinct()]);
            Add<NamedPoint>(
                group.Key.ToString(), [.. points.Among([.. old.Variants, .. @new.Variants])],
                (_, rule, point) => rule.Conditions.OfType<Condition.Named>().Where(named => NamedPart.Of(named) == group.Key)
                    .All(named => points.Fits(named.Pattern, point.Value)),
                point => point.Label);
        }

        foreach (var pair in conditions.OfType<Condition.Pair>().Select(pair => pair with { State = default }).Distinct())
        {
            Add<PairPoint>(
                $"header {pair.Header} and cookie {pair.Cookie}",
                [.. PairPoint.States.Select(state => new PairPoint(pair.Header, pair.Cookie, state))],
                (_, rule, point) => rule.Conditions.OfType<Condition.Pair>().Where(other => other with { State = default } == pair)
                    .All(other => Is(other.State.InSpecWords(), point.State)),
                static point => point.State);
        }

        foreach (var group in conditions.OfType<Condition.BodyHas>().GroupBy(has => has.Property, StringComparer.Ordinal))
        {
            string[] values = [.. group.Select(has => has.Value).Distinct(StringComparer.Ordinal), AnyOther];
            Add<string>(
                $"{Property}{group.Key}", [.. values],
                (_, rule, value) => rule.Conditions.OfType<Condition.BodyHas>().Where(has => Is(has.Property, group.Key))
                    .All(has => Is(has.Value, value)),
                static value => value);
        }
    }

    private static ValueList<string> DeclaredBy(OperationSide side) => side.Body?.MediaTypes ?? [];

    private static SessionUse? UseOf(OperationSide side) => side.Operation?.Session;

    private void Add<T>(string name, IReadOnlyList<object> values, Func<OperationSide, Rule, T, bool> fits, Func<T, string> label) =>
        found.Add(
        new(name, values, [.. values.Select(value => label((T)value))], (side, rule, value) => fits(side, rule, (T)value!)));

    private static bool Is(string one, string other) => string.Equals(one, other, StringComparison.Ordinal);

    private static object[] Flags<T>(T set)
        where T : struct, Enum =>
        [.. Enumerable.Range(0, 31).Where(bit => ((int)(object)set >> bit & 1) == 1).Select(bit => Enum.ToObject(typeof(T), 1 << bit))];
}
