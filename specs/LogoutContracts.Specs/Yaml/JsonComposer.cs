using System.Text;
using System.Text.Json;
using LogoutContracts.Specs.Diagnostics;
using LogoutContracts.Specs.Primitives;

namespace LogoutContracts.Specs.Yaml;

/// <summary>Parses JSON into nodes. JSON is YAML, too, but this is faster, and large OpenAPI files are often JSON.</summary>
internal ref struct JsonComposer
{
    private const int MaxDepth = 64;

    private readonly ReadOnlySpan<byte> utf8;
    private readonly DiagnosticList problems;
    private readonly YamlProfile profile;
    private Utf8JsonReader reader;

    // The position of the byte at this offset.
    private int offset;
    private int line = 1;
    private int column = 1;

    private JsonComposer(ReadOnlySpan<byte> utf8, DiagnosticList problems, YamlProfile profile)
    {
        this.utf8 = utf8;
        this.problems = problems;
        this.profile = profile;
        reader = new(utf8, new JsonReaderOptions { MaxDepth = MaxDepth });
    }

    /// <summary>Parses a file as JSON if it looks like JSON, otherwise as YAML.</summary>
    /// <returns>The root node, or null if there are errors, which are added to <paramref name="problems"/>.</returns>
    public static Node? ComposeAny(ReadOnlySpan<byte> utf8, DiagnosticList problems, YamlProfile profile)
    {
        var text = utf8.StartsWith("\uFEFF"u8) ? utf8[3..] : utf8;
        if (text.Length > profile.MaxLength || text.TrimStart(" \t\r\n"u8) is not [(byte)'{', ..])
            return YamlComposer.Compose(utf8, problems, profile);
        try
        {
            var ofJson = new DiagnosticList("");
            var root = new JsonComposer(text, ofJson, profile).Document();
            foreach (var (rule, _, at, found, expected, action) in ofJson.All)
                problems.Add(rule, at, found, expected, action);
            return ofJson.Any ? null : root;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            // Not JSON, or with characters that are not valid: the YAML parser explains where and why, or reads a flow mapping.
            return YamlComposer.Compose(utf8, problems, profile);
        }
    }

    private Node Document()
    {
        reader.Read();
        var root = Value();

        // Throws if anything follows.
        reader.Read();
        return root;
    }

    private Node Value()
    {
        var at = Here();
        switch (reader.TokenType)
        {
            case JsonTokenType.StartObject:
                return Object(at);
            case JsonTokenType.StartArray:
                var items = new List<Node>();
                while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
                    items.Add(Value());
                return new ListNode(at, items.ToValueList());
            case JsonTokenType.String:
                return new ScalarNode(at, reader.GetString()!, ScalarKind.String);
            default:
                var text = Encoding.UTF8.GetString(reader.ValueSpan);
                return new ScalarNode(at, text, CoreSchema.KindOf(text));
        }
    }

    private MapNode Object(Position at)
    {
        var entries = new List<Entry>();
        var firsts = new Dictionary<string, Position>(StringComparer.Ordinal);
        while (reader.Read() && reader.TokenType != JsonTokenType.EndObject)
        {
            var (key, keyAt) = (reader.GetString()!, Here());
            reader.Read();
            var value = Value();
            if (firsts.TryAdd(key, keyAt))
                entries.Add(new(keyAt, key, value));
            else
                problems.DuplicateKey(keyAt, key, firsts[key]);
        }

        return new(at, entries.ToValueList());
    }

    /// <summary>The position of the current token. Counts on from the previous one, because files may be one line of megabytes.</summary>
    private Position Here()
    {
        for (var end = (int)reader.TokenStartIndex; offset < end; offset++)
        {
            var next = utf8[offset];
            if (next == '\n')
                (line, column) = (line + 1, 1);
            else if ((next & 0xC0) != 0x80)
                column += next >= 0xF0 ? 2 : 1;
        }

        return new(line, column) { File = profile.File };
    }
}
