using System.Xml;

namespace LogoutContracts.Specs.Reading;

/// <summary>Reads <c>x-contract.session</c>.</summary>
internal static class SessionReader
{
    /// <summary>Two to the power of this many tokens must be possible: then a random guess or a clash does not happen (OWASP asks for 64 bits of entropy).</summary>
    private const int MinBits = 64;

    private static readonly Dictionary<string, bool> Scopes = new(StringComparer.Ordinal) { ["session"] = false, ["user"] = true };

    public static SessionModel? Read(Fields? fields, SpecDocument document)
    {
        if (fields is null)
            return null;
        var credentials = new List<Credential>();
        if (fields.RequiredMap("credentials") is { } map)
        {
            foreach (var entry in map.Map.Entries)
            {
                if (CredentialOf(entry, document) is { } credential)
                    credentials.Add(credential);
            }

            if (credentials.Count > 0 && credentials.TrueForAll(credential => credential.IsPerUser))
                document.Problems.NoSessionCredential(map.At);
        }

        var ids = Formats(fields.OptionalMap("id"), document);
        var values = Formats(fields.OptionalMap("values"), document);
        var kinds = fields.Texts("kinds").Select(kind => kind.Text).ToValueList();
        var idle = Duration(fields, "idleTimeout", document);
        var probe = ProbeOf(fields.RequiredMap("probe"));
        fields.RejectOthers();
        return probe is null || credentials.Count == 0 ? null : new(credentials.ToValueList(), ids, values, kinds, idle, probe);
    }

    private static Credential? CredentialOf(Yaml.Entry entry, SpecDocument document)
    {
        if (document.FieldsOf(entry.Value, $"credential '{entry.Key}'") is not { } fields)
            return null;
        var perUser = fields.Choice("scope", Scopes) ?? false;
        var format = FormatOf(fields, entry.Key, document);
        if (format is not null && !perUser && format.Bits < MinBits)
            document.Problems.WeakFormat(fields.PositionOf("format"), entry.Key, format.Bits, MinBits);
        var carriers = new List<Carrier>();
        foreach (var (text, at) in fields.Texts("carriers"))
        {
            if (Carrier.TryParse(text, entry.Key) is { } carrier)
                carriers.Add(carrier);
            else
                document.Problems.Malformed(at, text, $"a carrier of '{entry.Key}'", Carrier.Forms);
        }

        if (fields.Optional("carriers") is not Yaml.ListNode { Items.Count: > 0 } and not Yaml.ScalarNode { Kind: Yaml.ScalarKind.String })
            document.Problems.NoCarrier(fields.At, entry.Key);
        fields.RejectOthers();
        return format is null || carriers.Count == 0 ? null : new(entry.Key, perUser, format, carriers.ToValueList());
    }

    private static ValueList<NamedFormat> Formats(Fields? map, SpecDocument document)
    {
        var formats = new List<NamedFormat>();
        foreach (var entry in map?.Map.Entries ?? [])
        {
            if (document.FieldsOf(entry.Value, $"'{entry.Key}'") is not { } fields)
                continue;
            if (FormatOf(fields, entry.Key, document) is { } format)
                formats.Add(new(entry.Key, format));
            fields.RejectOthers();
        }

        return formats.ToValueList();
    }

    private static CredentialFormat? FormatOf(Fields fields, string name, SpecDocument document)
    {
        if (fields.Text("format") is not { } pattern)
            return null;
        if (CredentialFormat.TryParse(pattern, out var format, out var problem))
            return format;
        document.Problems.Malformed(fields.PositionOf("format"), pattern, $"the format of '{name}'", problem);
        return null;
    }

    private static TimeSpan? Duration(Fields fields, string field, SpecDocument document)
    {
        if (fields.OptionalText(field) is not { } text)
            return null;
        try
        {
            if (XmlConvert.ToTimeSpan(text) is { Ticks: > 0 } duration)
                return duration;
        }
        catch (FormatException)
        {
            // Reported below, with the durations that are no duration.
        }

        document.Problems.Malformed(fields.PositionOf(field), text, $"'{field}'", "a positive ISO 8601 duration, such as PT10M");
        return null;
    }

    private static Probe? ProbeOf(Fields? fields)
    {
        if (fields is null)
            return null;
        var (operation, live, dead) = (fields.Text("operation"), fields.Text("live"), fields.Text("dead"));
        fields.RejectOthers();
        return operation is null || live is null || dead is null ? null : new(operation, live, dead);
    }
}
