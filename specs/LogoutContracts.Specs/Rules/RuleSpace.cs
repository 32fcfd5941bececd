using LogoutContracts.Specs.Diagnostics;
using LogoutContracts.Specs.Model;
using LogoutContracts.Specs.Primitives;
using LogoutContracts.Specs.Reading.Documents;

namespace LogoutContracts.Specs.Rules;

/// <summary>
/// All requests that the rules of one operation can distinguish, as a product of finite dimensions. Enumerating it finds requests that no
/// rule matches and rules that never win. Dimensions count as independent unless <see cref="IsPossible"/> excludes a combination, so a rule
/// is reported as never winning only if that is certain.
/// </summary>
internal sealed class RuleSpace
{
    private const int MaxPoints = 1 << 20;

    // Unruled requests, besides the first one of a release.
    private const int MaxListed = 1_000;

    // Bits of a mask.
    private const int MaxValues = 64;

    private readonly string name;
    private readonly Position at;
    private readonly ValueList<Variant> variants;
    private readonly Operation? operation;
    private readonly List<RuleDimension> dimensions;

    private RuleSpace(string name, Position at, ValueList<Variant> variants, Operation? operation, List<RuleDimension> dimensions)
    {
        this.name = name;
        this.at = at;
        this.variants = variants;
        this.operation = operation;
        this.dimensions = dimensions;
    }

    /// <param name="operation">Null for the variants on a path.</param>
    /// <param name="needsCertificate">Whether the contract refuses connections without a client certificate.</param>
    public static RuleSpace Of(
        string name, Position at, ValueList<Variant> variants, Operation? operation, SessionModel sessions, bool needsCertificate)
    {
        List<Rule> rules = [.. variants.Select(variant => variant.Rule)];
        return new(name, at, variants, operation, RuleDimensions.Of(rules, operation, sessions, needsCertificate));
    }

    public void Check(Releases releases, DiagnosticList problems)
    {
        if (dimensions.Exists(dimension => dimension.Labels.Count > MaxValues)
            || dimensions.Aggregate((double)releases.Each.Count(), (points, dimension) => points * dimension.Labels.Count) > MaxPoints)
        {
            problems.TooManyCombinations(at, name, MaxPoints);
            return;
        }

        var winners = new HashSet<Variant>(ReferenceEqualityComparer.Instance);
        var gaps = releases.Each.Select(release => Walk(release, winners)).OfType<Gap>();
        foreach (var alike in gaps.GroupBy(gap => gap with { Release = null }))
        {
            var isInEach = alike.Count() == releases.Each.Count();
            problems.Unruled(
                at, name, alike.Key.Examples[0], alike.Key.More, alike.Key.Examples.Skip(1),
                isInEach ? [] : [.. alike.Select(gap => gap.Release!)]);
        }

        foreach (var variant in variants)
        {
            var rivals = variants.TakeWhile(other => !ReferenceEquals(other, variant))
                .Where(other => HoldTogether(other, variant, releases)).ToList();
            if (winners.Contains(variant) || !HoldsByDefaultSomewhere(variant, releases))
                continue;
            if (RegionOf(variant.Rule).Contains(0UL))
                problems.FitsNothing(variant.At, variant.Name);
            else if (rivals.Find(other => RegionOf(other.Rule).SequenceEqual(RegionOf(variant.Rule))) is { } twin)
                problems.Collision(variant.At, variant.Name, twin.Name);
            else if (rivals.Where(other => Overlap(other.Rule, variant.Rule)).ToList() is { Count: > 0 } earlier)
                problems.NeverWins(variant.At, variant.Name, earlier.ConvertAll(other => $"'{other.Name}'"));
            else
                problems.FitsNothing(variant.At, variant.Name);
        }
    }

    /// <returns>Null if a variant matches every request.</returns>
    private Gap? Walk(string? release, HashSet<Variant> winners)
    {
        var enabled = variants.Where(variant => variant.HoldsByDefaultIn(release)).ToList();
        var regions = enabled.ConvertAll(variant => RegionOf(variant.Rule));
        var point = new int[dimensions.Count];
        var unruled = 0;
        var examples = new List<string>();
        do
        {
            if (!IsPossible(point))
                continue;
            var winner = regions.FindIndex(region => Contains(region, point));
            if (winner >= 0)
                winners.Add(enabled[winner]);
            else if (unruled++ <= MaxListed)
                examples.Add(Describe(point));
        }
        while (Next(point));
        return unruled == 0 ? null : new(release, examples.ToValueList(), unruled - 1);
    }

    private bool IsPossible(int[] point)
    {
        var caller = ValueAt<CallerPoint>(point, RuleDimensions.Caller)?.State ?? CallerStates.Absent;
        var known = (caller & CallerStates.Known) != 0;
        if (!known && ValueAt<string>(point, RuleDimensions.Kind) is not null
            && point[dimensions.FindIndex(dimension => dimension.Name is RuleDimensions.Kind)] > 0)
            return false;
        if (!known && dimensions.Find(dimension => dimension.Name is RuleDimensions.ClientName) is { } clients
            && (Client)clients.Values[point[dimensions.IndexOf(clients)]] == Client.Other)
            return false;
        if (ValueAt<string>(point, RuleDimensions.User) is RuleDimensions.KnownUser
            && ValueAt<BodyClass>(point, RuleDimensions.Body)?.Kind is BodyKind.Empty or BodyKind.Malformed)
            return false;
        if (ValueAt<BodyClass>(point, RuleDimensions.Body) is null or { Kind: BodyKind.Valid } && HasValueOutsideEnum(point))
            return false;
        if (operation?.Session.Caller is { } shown && ValueAt<BodyClass>(point, RuleDimensions.Body) is { } sent
            && !FitsBody(sent, shown, caller == CallerStates.Absent))
            return false;
        if (dimensions.Find(dimension => dimension.Name is RuleDimensions.Target) is not { } targets)
            return true;
        var target = (TargetStates)targets.Values[point[dimensions.IndexOf(targets)]];
        if (!known && (target & (TargetStates.Self | TargetStates.Own)) != 0)
            return false;
        if (dimensions.Find(dimension => dimension.Name is RuleDimensions.Body) is not { } bodies)
            return true;
        return FitsBody((BodyClass)bodies.Values[point[dimensions.IndexOf(bodies)]], [operation!.Session.Target!],
            target == TargetStates.Absent);
    }

    /// <summary>Whether a property has any other value, although the schema lists its values, and the rules name them all.</summary>
    private bool HasValueOutsideEnum(int[] point) => dimensions.Index().Any(
        dimension => dimension.Item.OnlyListed && point[dimension.Index] == dimension.Item.Labels.Count - 1);

    /// <summary>Whether a body of this class can have these values, or be without them.</summary>
    private bool FitsBody(BodyClass body, IEnumerable<ShownValue> values, bool isAbsent) => body.Kind switch
    {
        BodyKind.Empty or BodyKind.Malformed => isAbsent || !values.All(value => value.IsOnlyAt(CarrierKind.Body)),
        BodyKind.Valid => !isAbsent || !values.Any(IsRequired),
        _ => true,
    };

    private bool IsRequired(ShownValue value) => operation!.Body is { } body
        && value.Places.Any(place => place is { Kind: CarrierKind.Body, Name: ['/', .. var property] }
            && body.Required.Contains(property, StringComparer.Ordinal));

    private T? ValueAt<T>(int[] point, string dimension)
        where T : class
    {
        var index = dimensions.FindIndex(candidate => candidate.Name.Equals(dimension, StringComparison.Ordinal));
        return index < 0 ? null : (T)dimensions[index].Values[point[index]];
    }

    private ulong[] RegionOf(Rule rule)
    {
        var region = new ulong[dimensions.Count];
        for (var i = 0; i < region.Length; i++)
            region[i] = dimensions[i].Mask(rule);
        return region;
    }

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

    private string Describe(int[] point) =>
        string.Join(", ", dimensions.Select((dimension, i) => $"{dimension.Name} {dimension.Labels[point[i]]}"));

    /// <param name="Release">The release in which no variant matches.</param>
    /// <param name="Examples">Requests that no variant matches; not all if there are very many.</param>
    /// <param name="More">The number of such requests besides the first.</param>
    private sealed record Gap(string? Release, ValueList<string> Examples, int More);
}
