using System.Text.Json.Nodes;
using LogoutContracts.Diffing.Pairing;
using LogoutContracts.Diffing.Refining;
using LogoutContracts.Mocks.Matching;
using LogoutContracts.Mocks.Plans;
using LogoutContracts.Mocks.Requests;
using LogoutContracts.Mocks.Requests.Editing;
using LogoutContracts.Specs.Json;
using LogoutContracts.Specs.Model;
using LogoutContracts.Specs.Primitives;

namespace LogoutContracts.Diffing.Witnesses;

/// <summary>Builds requests for a point of a space from the examples of both versions. Whether they meet it is for the caller to
/// check.</summary>
internal static class RequestDrafts
{
    private const int MostBases = 24;
    private const string Nobody = "nobody-at-all";
    private static readonly string[] UncommonMethods = ["PATCH", "PUT", "DELETE", "TRACE", "PROPFIND"];

    public static IEnumerable<RequestDraft> Of(Sighting seen)
    {
        var point = PointValues.Of(seen);
        var bases = new[] { (Variant: seen.Old, IsOld: true), (Variant: seen.New, IsOld: false) }
            .Concat(seen.OldSide.Variants.Select(variant => (Variant: variant, IsOld: true)))
            .Concat(seen.NewSide.Variants.Select(variant => (Variant: variant, IsOld: false)))
            .OrderBy(start => DistanceOf(start.Variant, point)).Take(MostBases).ToList();
        foreach (var (variant, isOld) in bases)
        {
            var side = isOld ? seen.OldSide : seen.NewSide;
            var plan = isOld ? seen.Pair.Old : seen.Pair.New;
            foreach (var body in BodiesFor(seen, point, variant))
            {
                if (Draft(seen, side, plan, variant, point, body) is { } draft)
                    yield return draft with { IsOfOld = isOld };
            }
        }
    }

    private static int DistanceOf(PlannedVariant variant, PointValues point)
    {
        var given = variant.Variant.Given;
        return (given.Caller == point.Caller || given.Caller == CallerStates.None ? 0 : 1)
            + (given.Target == point.Target || (given.Target == TargetStates.None && point.Target is null) ? 0 : 1)
            + (variant.Variant.Request.Certificate == point.Certificate ? 0 : 2);
    }

    private static RequestDraft? Draft(
        Sighting seen, OperationSide side, MockPlan plan, PlannedVariant start, PointValues point, PlannedVariant bodyOf)
    {
        var given = start.Variant.Given with
        {
            Caller = point.Caller is CallerStates.Absent or CallerStates.Partial ? CallerStates.Active : point.Caller,
            Kind = point.Kind ?? start.Variant.Given.Kind ?? plan.Contract.Sessions.DefaultKind,
            Other = start.Variant.Given.Other == Bystander.None ? Bystander.Own : start.Variant.Given.Other,
            Target = side.Use.Target is null ? start.Variant.Given.Target : point.Target ?? start.Variant.Given.Target,
        };
        var staged = start.Variant with { Given = given, Name = $"witness-{start.Name}" };
        var seeds = SeedSet.Of(plan.Contract, staged, isDefault: true);
        var template = ReferenceEquals(bodyOf, start) ? start.Variant.Request
            : start.Variant.Request with { Body = bodyOf.Variant.Request.Body };
        RenderedRequest request;
        try
        {
            request = RenderedRequest.Of(template, ValueOf) with { Certificate = point.Certificate };
        }
        catch (InvalidOperationException)
        {
            // The example needs a session that this point does not have.
            return null;
        }

        if (point.IsCallerGiven && seeds.Find(Role.Caller) is not null)
            request = WithCaller(request, side, ValueOf);
        request = Edited(request, seen, side, point);
        var sessions = point.Caller is CallerStates.Absent
            ? KnownSession.Of(start with { Variant = staged, Seeds = WithoutCaller(seeds) })
            : KnownSession.Of(start with { Variant = staged, Seeds = seeds });
        return new(request, sessions.ToValueList(), IsOfOld: false) { Caller = point.IsCallerGiven ? point.Caller : null };

        string ValueOf(Hole hole) => hole.Role switch
        {
            Role.Target when seeds.Find(Role.Target) is null => bodyOf.Seeds.Find(Role.Target) is null && given.Target == TargetStates.Self
                ? seeds.ValueOf(hole with { Role = Role.Caller }) : bodyOf.Seeds.ValueOf(hole),
            Role.Caller when seeds.Find(Role.Caller) is null => start.Seeds.ValueOf(hole),
            _ => seeds.ValueOf(hole),
        };
    }

    /// <summary>The request with the caller's credentials, if the example has none.</summary>
    private static RenderedRequest WithCaller(RenderedRequest request, OperationSide side, Func<Hole, string> valueOf)
    {
        foreach (var shown in side.Sessions.CallerOf(side.Operation?.Session))
        {
            if (!shown.Places.Any(place => request.Has(place)))
                request = request.With(shown, valueOf(new(Role.Caller, side.Sessions.ValueNames[shown.Values[0]])));
        }

        return request;
    }

    private static SeedSet WithoutCaller(SeedSet seeds) =>
        seeds with { Sessions = seeds.Sessions.Where(session => session.Role != Role.Caller).ToValueList() };

    private static RenderedRequest Edited(RenderedRequest request, Sighting seen, OperationSide side, PointValues point)
    {
        var shown = side.Sessions.CallerOf(side.Operation?.Session);
        if (point.Caller == CallerStates.Absent)
            request = request.Without(shown);
        if (point.Caller == CallerStates.Partial)
            request = Partial(request, shown, point);
        if (point.Target == TargetStates.Absent && side.Use.Target is { } target)
            request = request.Without([target]);
        foreach (var (dimension, value) in point.All)
        {
            request = (dimension.Name, value) switch
            {
                (Dimensions.Body, BodyPoint { Old.Kind: BodyKind.Empty } or BodyPoint { New.Kind: BodyKind.Empty }) =>
                    request with { Body = null },
                (Dimensions.Body, BodyPoint { Old.Kind: BodyKind.Malformed } or BodyPoint { New.Kind: BodyKind.Malformed })
                    when request.Body is { Length: > 1 } body => request with { Body = body[..^1] },
                (Dimensions.MediaTypeName, string mediaType) => request.WithHeader(
                    "Content-Type", mediaType.Length == 0 ? null : mediaType is Rule.OtherMediaType ? "text/plain" : mediaType),
                (Dimensions.Method, string method) => request with { Method = MethodFor(method, seen) },
                (Dimensions.User, "unknown") when side.Use.User is { } user =>
                    request.WithBodyValue(user.Pointer, JsonValue.Create(Nobody)),
                (_, PairPoint pair) => WithPair(request, pair),
                (_, NamedPoint named) when !IsCarrier(dimension, shown) => With(request, dimension.Name, named.Value),
                (_, string json) when dimension.Name.StartsWith(Dimensions.Property, StringComparison.Ordinal)
                    && json is not Dimensions.AnyOther => request.WithBodyValue(
                        $"/{JsonPointer.Escaped(dimension.Name[Dimensions.Property.Length..])}", JsonNode.Parse(json)),
                _ => request,
            };
        }

        return request;
    }

    private static RenderedRequest WithPair(RenderedRequest request, PairPoint pair)
    {
        const string One = "one-value";
        return pair.State switch
        {
            PairPoint.Missing => request.WithHeader(pair.Header, null),
            PairPoint.Unequal => request.WithHeader(pair.Header, One).WithCookie(pair.Cookie, "another-value"),
            _ => request.WithHeader(pair.Header, One).WithCookie(pair.Cookie, One),
        };
    }

    private static bool IsCarrier(Dimension dimension, ValueList<ShownValue> shown) => shown.SelectMany(value => value.Places)
        .Any(place => place.ToString().Equals(dimension.Name, StringComparison.OrdinalIgnoreCase));

    /// <summary>The request without the credentials that the point says are absent; without any such, only with the first
    /// credential.</summary>
    private static RenderedRequest Partial(RenderedRequest request, ValueList<ShownValue> shown, PointValues point)
    {
        var absent = point.All.Where(each => each.Value is NamedPoint { Value: null } && IsCarrier(each.Dimension, shown))
            .Select(each => each.Dimension.Name).ToList();
        return request.Without(absent.Count == 0 ? shown.Skip(1) : shown.Where(value =>
            value.Places.Any(place => absent.Contains(place.ToString(), StringComparer.OrdinalIgnoreCase))));
    }

    private static RenderedRequest With(RenderedRequest request, string part, string? value)
    {
        var (kind, name) = part.Split(' ', 2) is [var first, var rest] ? (first, rest) : (part, "");
        return kind switch
        {
            "header" => request.WithHeader(name, value),
            "cookie" => request.WithCookie(name, value),
            _ => request.WithQuery(name, value),
        };
    }

    private static string MethodFor(string method, Sighting seen) => method is not Rule.OtherMethod ? method
        : UncommonMethods.FirstOrDefault(candidate =>
            !seen.OldSide.Excluded.Contains(candidate, StringComparer.Ordinal)
                && !seen.NewSide.Excluded.Contains(candidate, StringComparer.Ordinal)) ?? "REPORT";

    /// <summary>The variants whose examples may have a body of the right class, the start itself first.</summary>
    private static IEnumerable<PlannedVariant> BodiesFor(Sighting seen, PointValues point, PlannedVariant start) => point.Body is null
        || point.Body is { Old.Kind: BodyKind.Empty or BodyKind.Malformed } ? [start]
        : seen.OldSide.Variants.Concat(seen.NewSide.Variants).Where(variant => variant.Variant.Request.Body is not null).Prepend(start)
            .Take(MostBases);
}

/// <summary>A request, and the sessions that it needs.</summary>
/// <param name="IsOfOld">Whether the sessions have the names of the old contract.</param>
internal sealed record RequestDraft(RenderedRequest Request, ValueList<KnownSession> Sessions, bool IsOfOld)
{
    /// <summary>The state that the caller must have; null if it does not matter.</summary>
    public CallerStates? Caller { get; init; }
}

/// <summary>A point of a space, by the names of its dimensions.</summary>
internal sealed record PointValues(
    CallerStates Caller, TargetStates? Target, string? Kind, Certificate Certificate, BodyPoint? Body,
    IReadOnlyList<(Dimension Dimension, object? Value)> All)
{
    /// <summary>Whether the state of the caller matters.</summary>
    public bool IsCallerGiven => All.Any(each => each.Dimension.Name is Dimensions.Caller);

    public static PointValues Of(Sighting seen)
    {
        // Whatever does not matter is left as the example has it.
        var all = seen.Space.Dimensions.Select((dimension, i) => (dimension, Value: dimension.Values[seen.Point[i]], Mask: seen.Masks[i]))
            .Where(each => each.Mask != each.dimension.All).Select(each => (each.dimension, each.Value)).ToList();
        return new(
            ((CallerPoint?)Value(Dimensions.Caller))?.State ?? CallerStates.Active, (TargetStates?)Value(Dimensions.Target),
            (string?)Value(Dimensions.Kind), (Certificate?)Value(Dimensions.ClientCertificate) ?? Certificate.Own,
            (BodyPoint?)Value(Dimensions.Body), all);

        object? Value(string name) => all.Find(each => each.dimension.Name.Equals(name, StringComparison.Ordinal)).Item2;
    }
}
