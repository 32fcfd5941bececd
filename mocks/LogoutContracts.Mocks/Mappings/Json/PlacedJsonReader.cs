using System.Text;
using System.Text.Json;
using LogoutContracts.Specs.Primitives;

namespace LogoutContracts.Mocks.Mappings.Json;

/// <summary>Parses JSON and keeps the position of each value. Comments are allowed, as in WireMock and WireMock.Net.</summary>
internal sealed class PlacedJsonReader
{
    private static readonly byte[] ByteOrderMark = [0xEF, 0xBB, 0xBF];

    private readonly string file;
    private readonly byte[] bytes;
    private readonly List<int> lineStarts = [0];

    private PlacedJsonReader(string file, byte[] bytes)
    {
        this.file = file;
        this.bytes = bytes;
        for (var i = 0; i < bytes.Length; i++)
        {
            if (bytes[i] == '\n')
                lineStarts.Add(i + 1);
        }
    }

    /// <returns>Null if the text is not JSON, which is reported.</returns>
    public static PlacedJson? Read(string file, ReadOnlySpan<byte> utf8, MappingProblems problems)
    {
        var bytes = (utf8.StartsWith(ByteOrderMark) ? utf8[3..] : utf8).ToArray();
        var reader = new PlacedJsonReader(file, bytes);
        try
        {
            using var document = JsonDocument.Parse(bytes, new() { CommentHandling = JsonCommentHandling.Skip });
            var json = new Utf8JsonReader(bytes, new JsonReaderOptions { CommentHandling = JsonCommentHandling.Skip });
            json.Read();
            return reader.Value(ref json, document.RootElement.Clone());
        }
        catch (JsonException e)
        {
            var line = (int)(e.LineNumber ?? 0);
            var offset = line < reader.lineStarts.Count ? reader.lineStarts[line] + (int)(e.BytePositionInLine ?? 0) : bytes.Length;
            problems.NotJson(file, reader.PositionOf(Math.Min(offset, bytes.Length)));
        }
        catch (InvalidTextException e)
        {
            problems.NotUnicode(file, e.At);
        }

        return null;
    }

    private PlacedJson Value(ref Utf8JsonReader json, JsonElement value)
    {
        var at = PositionOf((int)json.TokenStartIndex);
        switch (json.TokenType)
        {
            case JsonTokenType.StartObject:
                var members = new List<PlacedMember>();
                foreach (var member in value.EnumerateObject())
                {
                    json.Read();
                    var nameAt = PositionOf((int)json.TokenStartIndex);
                    var name = TextOf(ref json, nameAt);
                    json.Read();
                    members.Add(new(name, nameAt, Value(ref json, member.Value)));
                }

                json.Read();
                return new(file, at, value, "", members, []);
            case JsonTokenType.StartArray:
                var items = new List<PlacedJson>();
                foreach (var item in value.EnumerateArray())
                {
                    json.Read();
                    items.Add(Value(ref json, item));
                }

                json.Read();
                return new(file, at, value, "", [], items);
            default:
                return new(file, at, value, json.TokenType == JsonTokenType.String ? TextOf(ref json, at) : "", [], []);
        }
    }

    private static string TextOf(ref Utf8JsonReader json, Position at)
    {
        try
        {
            return json.GetString()!;
        }
        catch (InvalidOperationException)
        {
            throw new InvalidTextException(at);
        }
    }

    private Position PositionOf(int offset)
    {
        var index = lineStarts.BinarySearch(offset);
        var line = index >= 0 ? index : ~index - 1;
        return new(line + 1, Encoding.UTF8.GetCharCount(bytes.AsSpan(lineStarts[line], offset - lineStarts[line])) + 1);
    }

    /// <summary>Half a surrogate pair, or invalid UTF-8; only used within the reader.</summary>
    private sealed class InvalidTextException(Position at) : Exception
    {
        public Position At => at;
    }
}
