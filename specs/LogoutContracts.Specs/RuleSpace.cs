using System.Numerics;

namespace LogoutContracts.Specs;

/// <summary>
/// All kinds of requests that the rules of one operation can tell apart, as a product of finite dimensions. Walking through it shows requests that no rule takes and rules that take none.
/// Dimensions are treated as independent unless <see cref="IsPossible"/> knows better, so that "can never win" is always true where it is said.
/// </summary>
internal sealed class RuleSpace
{
    private const int MaxPoints = 1 << 20;

    // As many as a mask has bits.
    private const int MaxValues = 64;

    private readonly string name;
    private readonly Position at;
    private readonly ValueList<Variant> variants;
    private readonly Operation? operation;
    private readonly List<Dimension> dimensions = [];

    private RuleSpace(string name, Position at, ValueList<Variant> variants, Operation? operation)
    {
        this.name = name;
        this.at = at;
        this.variants = variants;
        this.operation = operation;
    }

    /// <param name="operation">Null for the variants on a path.</param>
    public static RuleSpace Of(string name, Position at, ValueList<Variant> variants, Operation? operation, SessionModel sessions)
    {
        var space = new RuleSpace(name, at, variants, operation);
        var rules = variants.Select(variant => variant.Rule).ToList();
        space.AddCallers(rules, sessions);
        if (sessions.Kinds.Count > 0 && rules.Exists(rule => rule.Kind is not null))
            space.Add("kind", [.. sessions.Kinds], (rule, kind) => rule.Kind is null || string.Equals(rule.Kind, kind, StringComparison.Ordinal), kind => kind);
        if (operation?.Session.Target is not null)
            space.Add("target", Flags(sessions.PossibleTargets), (rule, state) => (rule.Target & state) != 0, StateNames.Of);
        space.AddBodies(rules);
        space.AddMediaTypes(rules);
        if (operation is null)
        {
            string[] methods = [.. rules.Select(rule => rule.Method!).Append(Rule.OtherMethod).Distinct(StringComparer.Ordinal)];
            space.Add("method", methods, (rule, method) => string.Equals(rule.Method, method, StringComparison.Ordinal), method => method);
        }

        if (rules.Exists(rule => rule.Certificate is not null))
            space.Add("certificate", Enum.GetValues<Certificate>(), (rule, certificate) => (rule.Certificate ?? Certificate.Own) == certificate, StateNames.Of);
        space.AddConditions(rules);
        return space;
    }

    public void Check(Releases releases, DiagnosticList problems)
    {
        if (dimensions.Exists(dimension => dimension.Labels.Count > MaxValues) || dimensions.Aggregate((double)releases.Each.Count(), (points, dimension) => points * dimension.Labels.Count) > MaxPoints)
        {
            problems.TooManyCombinations(at, name, MaxPoints);
            return;
        }

        var winners = new HashSet<Variant>(ReferenceEqualityComparer.Instance);
        var unruled = releases.Each.Select(release => (Release: release, Gap: Walk(release, winners))).Where(walk => walk.Gap is not null).ToList();
        foreach (var alike in unruled.GroupBy(walk => walk.Gap!.Value))
            problems.Unruled(at, name, alike.Key.Example, alike.Key.More, alike.Count() == releases.Each.Count() ? [] : [.. alike.Select(walk => walk.Release!)]);
        foreach (var variant in variants)
        {
            var rivals = variants.TakeWhile(other => !ReferenceEquals(other, variant)).Where(other => HoldTogether(other, variant, releases)).ToList();
            if (winners.Contains(variant) || !HoldsByDefaultSomewhere(variant, releases))
                continue;
            if (RegionOf(variant.Rule).Contains(0UL))
                problems.FitsNothing(variant.At, variant.Name);
            else if (rivals.Find(other => RegionOf(other.Rule).SequenceEqual(RegionOf(variant.Rule))) is { } twin)
                problems.Collision(variant.At, variant.Name, twin.Name);
            else if (rivals.Where(other => Overlap(other.Rule, variant.Rule)).Select(other => $"'{other.Name}'").ToList() is { Count: > 0 } earlier)
                problems.NeverWins(variant.At, variant.Name, earlier);
            else
                problems.FitsNothing(variant.At, variant.Name);
        }
    }

    /// <returns>A request that no variant rules, and how many more there are; null where all are ruled.</returns>
    private (string Example, int More)? Walk(string? release, HashSet<Variant> winners)
    {
        var enabled = variants.Where(variant => variant.HoldsByDefaultIn(release)).Select(variant => (variant, Region: RegionOf(variant.Rule))).ToList();
        var point = new int[dimensions.Count];
        var unruled = 0;
        string? example = null;
        do
        {
            if (!IsPossible(point))
                continue;
            var winner = enabled.Find(candidate => Contains(candidate.Region, point)).variant;
            if (winner is not null)
                winners.Add(winner);
            else if (unruled++ == 0)
                example = Describe(point);
        }
        while (Next(point));
        return example is null ? null : (example, unruled - 1);
    }

    private bool IsPossible(int[] point)
    {
        var caller = ValueAt<Caller>(point, "caller")?.State ?? CallerStates.Absent;
        var known = (caller & CallerStates.Known) != 0;
        if (!known && ValueAt<string>(point, "kind") is not null && point[dimensions.FindIndex(dimension => dimension.Name is "kind")] > 0)
            return false;
        if (dimensions.Find(dimension => dimension.Name is "target") is not { } targets)
            return true;
        var target = (TargetStates)targets.Values[point[dimensions.IndexOf(targets)]];
        if (!known && (target & (TargetStates.Self | TargetStates.Own)) != 0)
            return false;
        if (dimensions.Find(dimension => dimension.Name is "body") is not { } bodies)
            return true;
        var body = (BodyClass)bodies.Values[point[dimensions.IndexOf(bodies)]];
        return body.Kind switch
        {
            BodyKind.Empty or BodyKind.Malformed => target == TargetStates.Absent,
            BodyKind.Valid => target != TargetStates.Absent || !TargetIsRequired,
            _ => true,
        };
    }

    private bool TargetIsRequired =>
        operation?.Session.Target is { In.Pointer: ['/', .. var property] } && operation.Body is { } body && body.Required.Contains(property, StringComparer.Ordinal);

    private T? ValueAt<T>(int[] point, string dimension)
        where T : class
    {
        var index = dimensions.FindIndex(candidate => candidate.Name.Equals(dimension, StringComparison.Ordinal));
        return index < 0 ? null : (T)dimensions[index].Values[point[index]];
    }

    private void AddCallers(List<Rule> rules, SessionModel sessions)
    {
        var callers = Flags(sessions.PossibleCallers).Select(state => new Caller(state, false)).ToList();
        if (rules.Exists(rule => rule.Mixed))
            callers.Add(new(CallerStates.Unknown, true));
        Add("caller", [.. callers], (rule, caller) => (rule.Caller & caller.State) != 0 && (!rule.Mixed || caller.Mixed), caller => caller.Mixed ? "unknown (mixed)" : StateNames.Of(caller.State));
    }

    private void AddBodies(List<Rule> rules)
    {
        if (rules.TrueForAll(rule => rule.Bodies.Count == 0))
            return;
        var classes = new List<BodyClass> { new(BodyKind.Valid), new(BodyKind.Empty) };
        if (operation?.Body is { IsJson: true } body)
        {
            classes.Add(new(BodyKind.Malformed));
            if (body.Schema is not null)
            {
                classes.AddRange(rules.SelectMany(rule => rule.Bodies).Where(mentioned => mentioned is { Kind: BodyKind.Invalid, Keyword: not null }).Distinct());
                classes.Add(new(BodyKind.Invalid, "another keyword"));
            }
        }

        Add("body", [.. classes], (rule, body) => rule.Bodies.Count == 0 || rule.Bodies.Any(mentioned => mentioned.Covers(body)), body => body.ToString());
    }

    private void AddMediaTypes(List<Rule> rules)
    {
        if (rules.TrueForAll(rule => rule.MediaType is null))
            return;
        var declared = operation?.Body?.MediaTypes ?? [];
        string[] values = [.. declared.Concat(rules.Select(rule => rule.MediaType).OfType<string>()).Append(Rule.OtherMediaType).Distinct(StringComparer.Ordinal)];
        Add(
            "media type", values,
            (rule, value) => rule.MediaType is null || string.Equals(rule.MediaType, value, StringComparison.Ordinal) || (rule.MediaType is Rule.OtherMediaType && !declared.Contains(value, StringComparer.Ordinal)),
            value => value);
    }

    private void AddConditions(List<Rule> rules)
    {
        var conditions = rules.SelectMany(rule => rule.Conditions).ToList();
        foreach (var group in conditions.OfType<Condition.Named>().GroupBy(named => (named.Part, Name: named.Name.ToUpperInvariant())))
        {
            ValuePattern[] values = [.. group.Select(named => named.Pattern).Append(new ValuePattern.Absent()).Append(new ValuePattern.Present()).Distinct()];
            Add(
                group.First().ToString().Split(" is ")[0], values,
                (rule, value) => rule.Conditions.OfType<Condition.Named>().Where(named => (named.Part, named.Name.ToUpperInvariant()) == group.Key).All(named => Fits(named.Pattern, value)),
                value => value.ToString());
        }

        foreach (var pair in conditions.OfType<Condition.Pair>().Select(pair => pair with { State = default }).Distinct())
        {
            Add(
                $"header {pair.Header} and cookie {pair.Cookie}", ["missing", "unequal", "equal"],
                (rule, value) => rule.Conditions.OfType<Condition.Pair>().Where(other => other with { State = default } == pair).All(other => string.Equals(StateNames.Of(other.State), value, StringComparison.Ordinal)),
                value => value);
        }

        foreach (var group in conditions.OfType<Condition.BodyHas>().GroupBy(has => has.Property, StringComparer.Ordinal))
        {
            Add(
                $"body property {group.Key}", [.. group.Select(has => has.Value).Append("anything else").Distinct(StringComparer.Ordinal)],
                (rule, value) => rule.Conditions.OfType<Condition.BodyHas>().Where(has => string.Equals(has.Property, group.Key, StringComparison.Ordinal)).All(has => string.Equals(has.Value, value, StringComparison.Ordinal)),
                value => value);
        }
    }

    // A point "present" means: there, and like none of the values or patterns that rules mention.
    private static bool Fits(ValuePattern pattern, ValuePattern point) => pattern switch
    {
        ValuePattern.Present => point is not ValuePattern.Absent,
        ValuePattern.Matches matches when point is ValuePattern.Exact exact => Patterns.TryCompile(matches.Regex, out var regex, out _) && regex.IsMatch(exact.Value),
        _ => pattern == point,
    };

    private void Add<T>(string dimension, T[] values, Func<Rule, T, bool> fits, Func<T, string> label)
        where T : notnull =>
        dimensions.Add(new(dimension, [.. values.Cast<object>()], [.. values.Select(label)], rule => values.Select((value, i) => fits(rule, value) ? 1UL << i : 0).Aggregate(0UL, (mask, bit) => mask | bit)));

    private static T[] Flags<T>(T set)
        where T : struct, Enum =>
        [.. Enum.GetValues<T>().Where(flag => BitOperations.IsPow2((int)(object)flag) && set.HasFlag(flag))];

    private ulong[] RegionOf(Rule rule) => [.. dimensions.Select(dimension => dimension.Mask(rule))];

    private static bool Contains(ulong[] region, int[] point)
    {
        for (var i = 0; i < point.Length; i++)
        {
            if ((region[i] >> point[i] & 1) == 0)
                return false;
        }

        return true;
    }

    private bool Overlap(Rule one, Rule other) => RegionOf(one).Zip(RegionOf(other)).All(masks => (masks.First & masks.Second) != 0);

    private static bool HoldTogether(Variant one, Variant other, Releases releases) =>
        releases.Each.Any(release => one.HoldsByDefaultIn(release) && other.HoldsByDefaultIn(release));

    private static bool HoldsByDefaultSomewhere(Variant variant, Releases releases) => HoldTogether(variant, variant, releases);

    private bool Next(int[] point)
    {
        for (var i = point.Length - 1; i >= 0; i--)
        {
            if (++point[i] < dimensions[i].Labels.Count)
                return true;
            point[i] = 0;
        }

        return false;
    }

    private string Describe(int[] point) => string.Join(", ", dimensions.Select((dimension, i) => $"{dimension.Name} {dimension.Labels[point[i]]}"));

    private sealed record Caller(CallerStates State, bool Mixed);

    private sealed record Dimension(string Name, IReadOnlyList<object> Values, IReadOnlyList<string> Labels, Func<Rule, ulong> Mask);
}
