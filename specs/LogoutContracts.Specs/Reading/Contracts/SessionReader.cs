using System.Diagnostics;
using LogoutContracts.Specs.Model;
using LogoutContracts.Specs.Primitives;
using LogoutContracts.Specs.Reading.Documents;
using LogoutContracts.Specs.Reading.Variants;
using LogoutContracts.Specs.Tokens;
using LogoutContracts.Specs.Yaml;

namespace LogoutContracts.Specs.Reading.Contracts;

/// <summary>Reads <c>x-contract.session</c>.</summary>
internal static class SessionReader
{
    // The entropy that OWASP recommends for session ids; it also rules out collisions.
    private const int MinBits = 64;

    private static readonly Words<bool> Scopes = new() { ["session"] = false, ["user"] = true };

    private static readonly Words<bool> Bindings = new() { ["certificate"] = true };

    // Replaces a format that cannot be read, so that references to it are not reported as well. It never reaches a contract, because the
    // invalid format is reported.
    private static readonly CredentialFormat StandIn =
        CredentialFormat.TryParse("[a-z]{32}", out var format, out _) ? format : throw new UnreachableException();

    /// <summary>Replaces a probe that cannot be read.</summary>
    public static Probe NoProbe { get; } = new("", "", "");

    /// <returns>Null if there are no credentials, without which the rest of the contract cannot be read.</returns>
    public static SessionModel? Read(Fields? fields, Releases releases, SpecDocument document)
    {
        if (fields is null)
            return null;
        var credentials = new List<Credential>();
        if (fields.RequiredMap("credentials") is { } map)
        {
            credentials.AddRange(map.Map.Entries.Select(entry => CredentialOf(entry, releases, document)));
            if (credentials.Count == 0)
                document.Problems.NoCredential(fields.PositionOf("credentials"));
            else if (credentials.TrueForAll(credential => credential.IsPerUser))
                document.Problems.NoSessionCredential(fields.PositionOf("credentials"));
        }

        var (idFields, valueFields) = (fields.OptionalMap("id"), fields.OptionalMap("values"));
        if (fields.Map["credentials"] is MapNode named)
            CheckNames([.. named.Entries, .. idFields?.Map.Entries ?? [], .. valueFields?.Map.Entries ?? []], document);
        var (ids, values) = (Formats(idFields, document), Formats(valueFields, document));
        var kinds = fields.Texts("kinds").Select(kind => kind.Text).ToValueList();
        var idle = fields.Duration("idleTimeout");
        var idleBasis = BasisReader.ReadPart(fields.Optional("idleTimeoutBasis"), document);
        if (idleBasis is not null && idle is null)
            document.Problems.Missing(fields.PositionOf("idleTimeoutBasis"), "idleTimeout", "a session with 'idleTimeoutBasis'");
        var users = CommonNamesReader.Read(fields, kinds, document);
        var binds = fields.Choice("binding", Bindings) ?? false;
        if (binds && fields.Map["commonNames"] is null)
            document.Problems.Missing(fields.PositionOf("binding"), "commonNames", "a session with 'binding: certificate'");
        var probe = ProbeOf(fields.RequiredMap("probe"));

        // Expanded by now, unless an overlay has added it.
        if (fields.Optional("preset") is not null)
            document.Problems.Misplaced(fields.PositionOf("preset"), "preset", "in the spec or the contract overlay");
        fields.RejectOthers();
        return credentials.Count == 0 ? null : new(credentials.ToValueList(), ids, values, kinds, idle, probe ?? NoProbe)
        {
            Users = users,
            BindsToCertificate = binds,
            IdleTimeoutBasis = idleBasis,
        };
    }

    private static void CheckNames(IEnumerable<Entry> named, SpecDocument document)
    {
        var firsts = new Dictionary<string, Position>(StringComparer.Ordinal);
        foreach (var (at, name, _) in named)
        {
            if (!Template.IsName(name))
                document.Problems.Malformed(at, name, "a name for placeholders", "a letter, followed by letters, digits, '_' and '-'");
            if (!firsts.TryAdd(name, at))
                document.Problems.Duplicate(at, name, "credential, id or value", firsts[name]);
        }
    }

    private static Credential CredentialOf(Entry entry, Releases releases, SpecDocument document)
    {
        if (document.FieldsOf(entry.Value, $"credential '{entry.Key}'") is not { } fields)
            return new(entry.Key, false, StandIn, [Carrier.Of(entry.Key)]);
        var perUser = fields.Choice("scope", Scopes) ?? false;
        var (format, jwt) = fields.Map["format"] is MapNode ? MapFormatOf(fields, entry.Key, releases, document)
            : (FormatOf(fields, "format", entry.Key, document), null);
        if (!perUser && format.Bits < MinBits)
            document.Problems.WeakFormat(fields.PositionOf("format"), entry.Key, format.Bits, MinBits);
        var carriers = new List<Carrier>();
        foreach (var (text, at) in fields.Texts("carriers"))
        {
            if (Carrier.TryParse(text, entry.Key) is { } carrier)
                carriers.Add(carrier);
            else
                document.Problems.Malformed(at, text, $"a carrier of '{entry.Key}'", Carrier.Forms);
        }

        // Without carriers, it counts where an operation reads it. An empty list is a mistake.
        if (fields.Optional("carriers") is ListNode { Items.Count: 0 })
            document.Problems.NoCarrier(entry.At, entry.Key);
        var isCarried = fields.Optional("carriers") is not null;
        var carriersBasis = BasisReader.ReadPart(fields.Optional("carriersBasis"), document);
        if (carriersBasis is not null && !isCarried)
            document.Problems.Missing(fields.PositionOf("carriersBasis"), "carriers",
                $"credential '{entry.Key}', although it has 'carriersBasis'");
        var lifetime = fields.Duration("lifetime");
        var basis = BasisReader.ReadPart(fields.Optional("lifetimeBasis"), document);
        if (basis is not null && lifetime is null)
            document.Problems.Missing(fields.PositionOf("lifetimeBasis"), "lifetime",
                $"credential '{entry.Key}', although it has 'lifetimeBasis'");
        if (jwt is not null && fields.Map["lifetime"] is null)
            document.Problems.Missing(entry.At, "lifetime", $"credential '{entry.Key}', although its format is 'jwt'");
        if (jwt is not null && perUser)
            document.Problems.NotOfForm(
                fields.PositionOf("scope"), "'user'", fields.Name("scope"), "'session', because the format is 'jwt'");
        var probe = ProbeOf(fields.OptionalMap("probe"));
        fields.RejectOthers();
        return new(entry.Key, perUser, format, carriers.Count > 0 || !isCarried ? carriers.ToValueList() : [Carrier.Of(entry.Key)])
        {
            Jwt = jwt,
            IsJwt = jwt is { Releases.Count: 0 },
            Lifetime = lifetime,
            LifetimeBasis = basis,
            CarriersBasis = carriersBasis,
            Probe = probe,
        };
    }

    private static ValueList<NamedFormat> Formats(Fields? map, SpecDocument document)
    {
        var formats = new List<NamedFormat>();
        foreach (var entry in map?.Map.Entries ?? [])
        {
            if (document.FieldsOf(entry.Value, map!.Name(entry.Key)) is not { } fields)
            {
                formats.Add(new(entry.Key, StandIn));
                continue;
            }

            formats.Add(new(entry.Key, FormatOf(fields, "format", entry.Key, document)));
            fields.RejectOthers();
        }

        return formats.ToValueList();
    }

    /// <summary>The format as a map: a JSON Web Token, and for releases that do not issue it another format.</summary>
    private static (CredentialFormat Format, JwtFormat? Jwt) MapFormatOf(
        Fields fields, string name, Releases releases, SpecDocument document)
    {
        var map = fields.RequiredMap("format")!;
        var jwt = JwtReader.Read(map, name, releases, document);
        var otherwise = map.Optional("otherwise") is null ? null : FormatOf(map, "otherwise", name, document);
        map.RejectOthers();
        return (otherwise ?? JwtFormat.Shape, jwt is null ? null : jwt with { Otherwise = otherwise });
    }

    private static CredentialFormat FormatOf(Fields fields, string field, string name, SpecDocument document)
    {
        if (fields.Text(field) is not { } pattern)
            return StandIn;
        if (CredentialFormat.TryParse(pattern, out var format, out var problem))
            return format;
        document.Problems.Malformed(fields.PositionOf(field), pattern, $"the format of '{name}'", problem);
        return StandIn;
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
