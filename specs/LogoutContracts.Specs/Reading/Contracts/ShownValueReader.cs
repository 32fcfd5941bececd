using LogoutContracts.Specs.Model;
using LogoutContracts.Specs.Primitives;
using LogoutContracts.Specs.Reading.Documents;
using LogoutContracts.Specs.Yaml;

namespace LogoutContracts.Specs.Reading.Contracts;

/// <summary>Reads <c>x-session.caller</c> and <c>x-session.target</c>: values of a session by name, each with its places.</summary>
internal sealed class ShownValueReader(SpecDocument document, SessionModel sessions, PathTemplate path, RequestBody? body)
{
    private const string Carriers = "carriers";

    /// <summary>Replaces a value that cannot be read.</summary>
    public static ShownValue Nowhere { get; } = new([0], []);

    /// <summary>Two values at the same places are one that is either.</summary>
    public ValueList<ShownValue> Read(Fields fields, IEnumerable<string> known)
    {
        List<string> names = [.. known];
        var shown = new List<ShownValue>();
        foreach (var entry in fields.Map.Entries)
        {
            if (!names.Contains(entry.Key, StringComparer.Ordinal))
            {
                document.Problems.UnknownName(entry.At, entry.Key, "value of the session", names);
                continue;
            }

            var value = sessions.IndexOf(entry.Key);
            if (PlacesOf(entry, value) is not { Count: > 0 } places)
                continue;
            var same = shown.FindIndex(other => other.Places.Equals(places));
            if (same < 0)
                shown.Add(new([value], places));
            else
                shown[same] = shown[same] with { Values = shown[same].Values.Append(value).ToValueList() };
        }

        return shown.ToValueList();
    }

    private ValueList<Carrier> PlacesOf(Entry entry, int value)
    {
        var places = new List<Carrier>();
        var what = $"the location of '{entry.Key}'";
        foreach (var (text, at) in document.TextsOf(entry.Value, what))
        {
            if (text is Carriers)
                places.AddRange(CarriersOf(value, at));
            else if (Carrier.TryParseExpression(text) is { } carrier)
                places.Add(Located(carrier, at));
            else
                document.Problems.Malformed(at, text, what, $"{Carrier.Expressions}, or '{Carriers}'");
        }

        return places.ToValueList();
    }

    private ValueList<Carrier> CarriersOf(int value, Position at)
    {
        if (value < sessions.Credentials.Count && sessions.Credentials[value].Carriers is { Count: > 0 } carriers)
            return carriers;
        document.Problems.NoCarrier(at, sessions.ValueNames[value]);
        return [];
    }

    private Carrier Located(Carrier carrier, Position at)
    {
        if (carrier.Kind == CarrierKind.Body && body is not { MediaTypes.Count: > 0 })
            document.Problems.Missing(at, "requestBody", $"the operation, although it reads {carrier}");
        if (carrier.Kind != CarrierKind.Path)
            return carrier;
        var segment = path.Segments.ToList().FindIndex(segment => string.Equals(segment, $"{{{carrier.Name}}}", StringComparison.Ordinal));
        if (segment < 0)
            document.Problems.UnknownName(at, carrier.Name, $"parameter of '{path}'", [.. path.Parameters]);
        return carrier with { Segment = segment };
    }
}
