using System.Text.Json;

namespace LogoutContracts.Mocks.Mappings.Json;

/// <summary>Reads the fields of an object, and reports those that nobody has read. Null means the same as a missing field.</summary>
internal sealed class MappingFields
{
    private readonly StringComparer names;
    private readonly HashSet<string> known;
    private readonly List<string> shown = [];

    /// <param name="what">Names the object in messages, such as "the request".</param>
    /// <param name="names">How names are compared.</param>
    public MappingFields(PlacedJson value, string what, MappingProblems problems, StringComparer names)
    {
        (Value, What, Problems, this.names, known) = (value, what, problems, names, new(names));
        if (value.Kind != JsonValueKind.Object)
            problems.NotOf(value, what, "an object");
        var first = new Dictionary<string, PlacedMember>(names);
        foreach (var member in value.Members)
        {
            if (!first.TryAdd(member.Name, member))
                problems.Duplicate(value, member, first[member.Name].At);
        }
    }

    public PlacedJson Value { get; }

    public string What { get; }

    public MappingProblems Problems { get; }

    public PlacedJson? Optional(string name)
    {
        if (known.Add(name))
            shown.Add(name);
        return Member(name) is { Value: { Kind: not JsonValueKind.Null } value } ? value : null;
    }

    /// <summary>The first of several names for the same field.</summary>
    public PlacedJson? Optional(string name, params ReadOnlySpan<string> others)
    {
        var found = Optional(name);
        foreach (var other in others)
            found = Optional(other) ?? found;
        return found;
    }

    public string? Text(string name)
    {
        if (Optional(name) is not { } value)
            return null;
        if (value.Kind == JsonValueKind.String)
            return value.Text;
        Problems.NotOf(value, $"'{name}'", "a string");
        return null;
    }

    public int? Whole(string name, int from, int to)
    {
        if (Optional(name) is not { } value)
            return null;
        if (value.Kind == JsonValueKind.Number && value.Value.TryGetInt32(out var number) && number >= from && number <= to)
            return number;
        Problems.NotOf(value, $"'{name}'", string.Create(null, $"a whole number from {from} to {to}"));
        return null;
    }

    public double? Number(string name)
    {
        if (Optional(name) is not { } value)
            return null;
        if (value.Kind == JsonValueKind.Number && value.Value.GetDouble() is >= 0 and <= int.MaxValue and var number)
            return number;
        Problems.NotOf(value, $"'{name}'", "a number that is not negative");
        return null;
    }

    public bool Flag(string name)
    {
        if (Optional(name) is not { } value)
            return false;
        if (value.Kind is not (JsonValueKind.True or JsonValueKind.False))
            Problems.NotOf(value, $"'{name}'", "true or false");
        return value.Kind == JsonValueKind.True;
    }

    public MappingFields? Object(string name, string what) =>
        Optional(name) is { } value ? new(value, what, Problems, names) : null;

    /// <summary>The members of an object whose names are data, such as headers; empty if there is none.</summary>
    public IReadOnlyList<PlacedMember> Named(string name)
    {
        if (Optional(name) is not { } value)
            return [];
        if (value.Kind != JsonValueKind.Object)
            Problems.NotOf(value, $"'{name}'", "an object");
        return value.Members;
    }

    /// <summary>The items of a list; empty if there is none.</summary>
    public IReadOnlyList<PlacedJson> List(string name)
    {
        if (Optional(name) is not { } value)
            return [];
        if (value.Kind != JsonValueKind.Array)
            Problems.NotOf(value, $"'{name}'", "a list");
        return value.Items;
    }

    /// <summary>Reads a field that has no effect here, and may have any value.</summary>
    public void Ignore(params ReadOnlySpan<string> fields)
    {
        foreach (var name in fields)
            known.Add(name);
    }

    /// <summary>Reports fields that the documentation knows but this server does not support. Empty values are fine.</summary>
    public void Unsupported(params ReadOnlySpan<string> fields)
    {
        foreach (var name in fields)
        {
            known.Add(name);
            if (Member(name) is { } member && !IsEmpty(member.Value))
                Problems.Unsupported(Value.File, member.At, name, What);
        }
    }

    /// <summary>Reports the fields that have not been read.</summary>
    public void RejectOthers()
    {
        foreach (var member in Value.Members.Where(member => !known.Contains(member.Name)))
            Problems.Unknown(Value, member, What, shown);
    }

    private PlacedMember? Member(string name) => Value.Members.FirstOrDefault(member => names.Equals(member.Name, name));

    private static bool IsEmpty(PlacedJson value) => value.Kind switch
    {
        JsonValueKind.Null or JsonValueKind.False => true,
        JsonValueKind.Array => value.Items.Count == 0,
        JsonValueKind.Object => value.Members.Count == 0,
        _ => false,
    };
}
