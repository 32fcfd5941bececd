using System.Text.Json;
using LogoutContracts.Diffing.Pairing;
using LogoutContracts.Specs.Json;
using LogoutContracts.Specs.Model;
using LogoutContracts.Specs.Primitives;

namespace LogoutContracts.Diffing.Refining;

/// <summary>Combinations of values that no request can have.</summary>
internal sealed class Possibility
{
    private readonly OperationSide[] sides;
    private readonly List<Dimension> dimensions;
    private readonly (int Place, bool IsListed)[] properties;
    private readonly int[] carrying;
    private readonly (int Pair, int Header, int Cookie)[] pairs;

    public Possibility(List<Dimension> dimensions, OperationSide old, OperationSide @new)
    {
        this.dimensions = dimensions;
        sides = [old, @new];
        carrying = [.. dimensions.Index().Where(dimension => sides.Any(side => Carries(side, dimension.Item)))
            .Select(dimension => dimension.Index)];
        pairs = [.. dimensions.Index().Where(dimension => dimension.Item.Values is [PairPoint, ..]).Select(dimension =>
            (dimension.Index, PlaceOf($"header {((PairPoint)dimension.Item.Values[0]!).Header}"),
                PlaceOf($"cookie {((PairPoint)dimension.Item.Values[0]!).Cookie}")))];
        properties = [.. dimensions.Index()
            .Where(dimension => dimension.Item.Name.StartsWith(Dimensions.Property, StringComparison.Ordinal))
            .Select(dimension => (dimension.Index, sides.Any(side => ListsOnly(side, dimension.Item))))];
    }

    /// <summary>Whether a dimension takes part in any combination that is impossible.</summary>
    public static bool Concerns(Dimension dimension) => dimension.Name is Dimensions.Caller or Dimensions.Kind or Dimensions.Target
        or Dimensions.User or Dimensions.OAuthClient or Dimensions.Body or Dimensions.MediaTypeName
        || dimension.Name.StartsWith(Dimensions.Property, StringComparison.Ordinal)
        || dimension.Values is [NamedPoint or PairPoint, ..];

    public bool IsPossible(int[] point)
    {
        var caller = Value<CallerPoint>(point, Dimensions.Caller)?.State ?? CallerStates.Absent;
        var isKnown = (caller & CallerStates.Known) != 0;
        if (!isKnown && Place(Dimensions.Kind) is >= 0 and var kind && point[kind] > 0)
            return false;
        if (!isKnown && Place(Dimensions.OAuthClient) is >= 0 and var client
            && (Client)dimensions[client].Values[point[client]]! == Client.Other)
            return false;
        var target = Place(Dimensions.Target) is >= 0 and var at ? (TargetStates)dimensions[at].Values[point[at]]! : (TargetStates?)null;
        if (!isKnown && (target & (TargetStates.Self | TargetStates.Own)) > 0)
            return false;
        if (!Array.TrueForAll(carrying, place => FitsCarrier(((NamedPoint)dimensions[place].Values[point[place]]!).Value, caller)))
            return false;
        if (!Array.TrueForAll(pairs, pair => FitsPair(point, pair)))
            return false;
        var body = Value<BodyPoint>(point, Dimensions.Body);
        return FitsMediaType(point) && sides.Index().All(side =>
            FitsBody(side.Item, side.Index == 0 ? body?.Old : body?.New, point, caller, target));
    }

    private bool FitsBody(OperationSide side, BodyClass? body, int[] point, CallerStates caller, TargetStates? target)
    {
        var isUnreadable = side.Body is not null && body is { Kind: BodyKind.Empty or BodyKind.Malformed };
        if (isUnreadable && side.KnowsUsers && Value<string>(point, Dimensions.User) is "known")
            return false;
        foreach (var (place, isListed) in properties)
        {
            var isOther = point[place] == dimensions[place].Values.Count - 1;
            if (!isOther && side.KnowsUsers && Value<string>(point, Dimensions.User) is "known"
                && !IsOfAccount(side, dimensions[place], (string)dimensions[place].Values[point[place]]!))
                return false;
            if (!isOther && target is not null && NamesTarget(side, dimensions[place])
                && target != StateOf((string)dimensions[place].Values[point[place]]!))
                return false;
            if (isUnreadable ? !isOther : isOther && isListed && body is null or { Kind: BodyKind.Valid })
                return false;
        }

        if (body is null || side.Body is null)
            return true;
        if (side.Use.Caller is { } shown && !FitsBody(side, body, shown, caller == CallerStates.Absent))
            return false;
        return side.Use.Target is not { } named || target is null || FitsBody(side, body, [named], target == TargetStates.Absent);
    }

    /// <summary>Whether a user can have this name or password; true for other properties.</summary>
    private static bool IsOfAccount(OperationSide side, Dimension property, string json)
    {
        var pointer = $"/{JsonPointer.Escaped(property.Name[Dimensions.Property.Length..])}";
        var isName = string.Equals(side.Use.User?.Pointer, pointer, StringComparison.Ordinal);
        return (!isName && !string.Equals(side.Use.Password?.Pointer, pointer, StringComparison.Ordinal))
            || side.Sessions.Accounts.Any(account => JsonElement.Parse(json) is { ValueKind: JsonValueKind.String } value
                && value.ValueEquals(isName ? account.Name : account.Password));
    }

    /// <summary>Whether a property of the body names the target, and nothing else does.</summary>
    private static bool NamesTarget(OperationSide side, Dimension property) =>
        side.Use.Target is { Places: [{ Kind: CarrierKind.Body } place] }
        && place.Name.Equals($"/{JsonPointer.Escaped(property.Name[Dimensions.Property.Length..])}", StringComparison.Ordinal);

    // A value that a rule names is no id of a session.
    private static TargetStates StateOf(string json) => json is "\"\"" or "null" ? TargetStates.Absent : TargetStates.Unknown;

    /// <summary>Whether a body of this class can have these values, or be without them.</summary>
    private static bool FitsBody(OperationSide side, BodyClass body, IEnumerable<ShownValue> values, bool isAbsent) => body.Kind switch
    {
        BodyKind.Empty or BodyKind.Malformed => isAbsent || !values.All(value => value.IsOnlyAt(CarrierKind.Body)),
        BodyKind.Valid => !isAbsent || !values.Any(value => IsRequired(side, value)),
        _ => true,
    };

    private static bool IsRequired(OperationSide side, ShownValue value) => value.Places.Any(place =>
        place is { Kind: CarrierKind.Body, Name: ['/', .. var property] }
            && side.Body!.Required.Contains(property, StringComparer.Ordinal));

    /// <summary>Whether a dimension is the only place of a credential.</summary>
    private static bool Carries(OperationSide side, Dimension dimension) => dimension.Values is [NamedPoint, ..]
        && side.Sessions.CallerOf(side.Operation?.Session).Any(shown => shown.Places is [var place]
            && place.ToString().Equals(dimension.Name, StringComparison.OrdinalIgnoreCase));

    private static bool FitsCarrier(string? value, CallerStates caller) => value is null
        ? (caller & (CallerStates.Absent | CallerStates.Partial)) != 0 : caller != CallerStates.Absent;

    private bool FitsPair(int[] point, (int Pair, int Header, int Cookie) places)
    {
        var isMissing = ((PairPoint)dimensions[places.Pair].Values[point[places.Pair]]!).State is PairPoint.Missing;
        var (header, cookie) = (IsThere(places.Header), IsThere(places.Cookie));
        return isMissing ? header != true || cookie != true : header != false && cookie != false;

        // Null if no rule is about it.
        bool? IsThere(int place) => place < 0 ? null : ((NamedPoint)dimensions[place].Values[point[place]]!).Value is not null;
    }

    private int PlaceOf(string name) => dimensions.FindIndex(each => each.Name.Equals(name, StringComparison.OrdinalIgnoreCase));

    private bool FitsMediaType(int[] point)
    {
        var header = dimensions.FindIndex(dimension => dimension.Name.Equals(Dimensions.ContentType, StringComparison.OrdinalIgnoreCase));
        if (header < 0 || Value<string>(point, Dimensions.MediaTypeName) is not { } mediaType)
            return true;
        var text = ((NamedPoint)dimensions[header].Values[point[header]]!).Value;
        return mediaType is Rule.OtherMediaType
            ? text is not null : string.Equals(MediaType.Essence(text ?? ""), mediaType, StringComparison.Ordinal);
    }

    /// <summary>Whether a valid body has the property, with one of the values that the rules name.</summary>
    private static bool ListsOnly(OperationSide side, Dimension dimension)
    {
        var property = dimension.Name[Dimensions.Property.Length..];
        if (side.Body is not { } body || !body.Required.Contains(property, StringComparer.Ordinal))
            return false;
        var listed = body.Constraints.FirstOrDefault(constraint => constraint.Keyword is "enum"
            && constraint.Pointer.Equals($"/{JsonPointer.Escaped(property)}", StringComparison.Ordinal));
        return listed is not null
            && JsonElement.Parse(listed.Value).EnumerateArray().All(item => dimension.Values.Contains(item.GetRawText()));
    }

    private T? Value<T>(int[] point, string dimension)
        where T : class => Place(dimension) is >= 0 and var place ? (T?)dimensions[place].Values[point[place]] : null;

    private int Place(string dimension) => dimensions.FindIndex(each => each.Name.Equals(dimension, StringComparison.Ordinal));
}
