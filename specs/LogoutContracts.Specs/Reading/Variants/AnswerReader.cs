using System.Globalization;
using System.Text.Json;
using LogoutContracts.Specs.Json;
using LogoutContracts.Specs.Model;
using LogoutContracts.Specs.Primitives;
using LogoutContracts.Specs.Reading.Documents;
using LogoutContracts.Specs.Schemas.Reading;
using LogoutContracts.Specs.Yaml;

namespace LogoutContracts.Specs.Reading.Variants;

/// <summary>Reads <c>expect</c>: a response of the document, one of its examples, and changes to them.</summary>
internal sealed class AnswerReader(SpecDocument document, VariantPlace place)
{
    private static readonly Words<bool> Handshakes = new() { ["refused"] = true };

    private static readonly Words<bool> Bodies = new() { ["empty"] = true };

    public Expectation? Read(Fields expect)
    {
        if (expect.Choice("handshake", Handshakes) is not null)
        {
            expect.RejectOthers();
            return new Expectation.RefusedHandshake();
        }

        var status = expect.Integer("status", 200, 599);
        var named = expect.OptionalText("response");
        var example = expect.OptionalText("example");
        var empty = expect.Choice("body", Bodies) ?? false;
        var ownHeaders = expect.OptionalMap("headers");
        expect.RejectOthers();
        var response = named is not null ? Component(named, expect) : status is not null ? Response(status.Value, expect) : null;
        if (status is null)
            return null;
        var headers = new List<ExpectedHeader>();
        ExpectedBody? body = null;
        if (response is not null)
        {
            DeclaredHeaders(headers, response);
            if (!empty && response.OptionalMap("content")?.Map is { Entries.Count: > 0 } content)
                body = BodyOf(content, example, expect, headers);
            else if (example is not null)
                document.Problems.UnknownName(expect.PositionOf("example"), example, "example of the response", []);
        }

        if (body is not null && status is 204 or 205 or 304)
            document.Problems.BodyNotAllowed(expect.PositionOf("status"), status.Value);
        foreach (var entry in ownHeaders?.Map.Entries ?? [])
            Set(headers, entry);
        return new Expectation.Answer(status.Value, headers.ToValueList(), body);
    }

    private Fields? Response(int status, Fields expect)
    {
        var key = status.ToString(CultureInfo.InvariantCulture);
        if (place.Responses?[key] is { } found)
            return document.FieldsOf(document.Resolve(found), $"response '{key}'");
        if (place.Responses?.Entries.Select(entry => entry.Key).ToList() is { } known)
            document.Problems.UnknownName(expect.PositionOf("status"), key, $"response of '{place.Operation}'", known);
        return null;
    }

    private Fields? Component(string name, Fields expect)
    {
        var responses = JsonPointer.Find(document.Root, "/components/responses") as MapNode;
        if (responses?[name] is { } found)
            return document.FieldsOf(document.Resolve(found), $"response '{name}'");
        var known = responses?.Entries.Select(entry => entry.Key).ToList() ?? [];
        document.Problems.UnknownName(expect.PositionOf("response"), name, "response in 'components'", known);
        return null;
    }

    private void DeclaredHeaders(List<ExpectedHeader> headers, Fields response)
    {
        foreach (var entry in response.OptionalMap("headers")?.Map.Entries ?? [])
        {
            if (document.FieldsOf(document.Resolve(entry.Value), $"header '{entry.Key}'")?.Optional("example") is not { } example)
                continue;
            if (example is not ScalarNode scalar)
            {
                document.Problems.NoText(example.At, SpecDocument.Found(example), $"the example of header '{entry.Key}'");
                continue;
            }

            HeaderSyntax.Check(document, entry.At, entry.Key, [scalar.Text]);
            headers.Add(new(entry.Key, [Template.Parse(scalar.Text)]));
        }
    }

    private ExpectedBody? BodyOf(MapNode content, string? example, Fields expect, List<ExpectedHeader> headers)
    {
        var names = new List<string>();
        foreach (var media in content.Entries)
        {
            if (document.FieldsOf(media.Value, $"media type '{media.Key}'") is not { } fields
                || (fields.OptionalMap("examples") is null && fields.Map["examples"] is not null))
                return null;
            names.AddRange((fields.Map["examples"] as MapNode)?.Entries.Select(entry => entry.Key) ?? []);
            if (ExampleOf(fields.Map, example) is not { } chosen)
                continue;
            headers.Add(new("Content-Type", [Template.Parse(media.Key)]));
            return Body(media.Key, fields.Map, chosen.Example, chosen.Name);
        }

        // An example that cannot be read has already been reported.
        if (example is not null && !names.Contains(example, StringComparer.Ordinal))
            document.Problems.UnknownName(expect.PositionOf("example"), example, "example of the response", names);
        else if (example is null && names.Count > 1)
            document.Problems.Missing(expect.At, "example", "'expect', although the response has several examples");
        else if (names.Count == 0)
            document.Problems.NoExample(content.At, "the response that 'expect' names");
        return null;
    }

    /// <summary>Finds the example with this name, or the only one: a map with 'value' and optionally 'x-bytes'.</summary>
    private (MapNode Example, string Name)? ExampleOf(MapNode media, string? name)
    {
        if (media["examples"] is MapNode { Entries.Count: > 0 } named)
        {
            var entry = name is not null ? named.Find(name) : named.Entries.Count == 1 ? named.Entries[0] : null;
            return entry is not null && document.FieldsOf(document.Resolve(entry.Value), $"example '{entry.Key}'") is { } example
                ? (example.Map, entry.Key) : null;
        }

        return name is null && media.Find("example") is { } single ? (new(single.At, [new(single.At, "value", single.Value)]), "") : null;
    }

    private ExpectedBody? Body(string mediaType, MapNode media, MapNode example, string name)
    {
        if (example["value"] is not { } value)
        {
            document.Problems.Missing(example.At, "value", "the example");
            return null;
        }

        var isJson = MediaType.IsJson(mediaType);
        var schema = isJson && media["schema"] is { } node ? SchemaCompiler.Compile(node, document.Root, document.Problems) : null;
        var bytes = example["x-bytes"] is { } given ? document.TextOf(given, "'x-bytes'") : null;
        if (bytes is not null && isJson)
            CheckBytes(bytes, value, example.Find("x-bytes")!.At);
        if (schema is not null)
        {
            using var json = JsonDocument.Parse(value.ToJson());
            foreach (var failure in schema.Validate(json.RootElement))
            {
                var part = failure.Pointer.Length == 0 ? "it" : failure.Pointer;
                document.Problems.ExampleDoesNotFit(value.At, "the example", $"{part} {failure.Message}");
            }
        }

        var list = document.FieldsOf(example["x-sessions"], "'x-sessions'") is { } fields
            ? ListOf(fields, value, isJson && bytes is null) : null;
        var text = Template.Parse(bytes ?? BodyEncoding.Encode(mediaType, value).Text.Text);
        return new(text, isJson, bytes is not null, schema, name) { Sessions = list };
    }

    private SessionList? ListOf(Fields fields, Node value, bool isPossible)
    {
        var (items, count) = (fields.Text("items"), fields.OptionalText("count"));
        fields.RejectOthers();
        if (!isPossible)
            document.Problems.NotOfForm(fields.At, "'x-sessions'", "an example", "JSON without 'x-bytes'");
        if (items is not null && JsonPointer.Find(value, items) is not ListNode { Items.Count: 1 })
        {
            document.Problems.Malformed(
                fields.PositionOf("items"), items, fields.Name("items"), "a JSON pointer to an array with one item in 'value'");
        }
        if (count is not null && JsonPointer.Find(value, count) is not ScalarNode { Kind: ScalarKind.Integer })
            document.Problems.Malformed(fields.PositionOf("count"), count, fields.Name("count"), "a JSON pointer to an integer in 'value'");
        return items is null ? null : new(items, count);
    }

    private void CheckBytes(string bytes, Node value, Position at)
    {
        try
        {
            using var json = JsonDocument.Parse(bytes);
            using var expected = JsonDocument.Parse(value.ToJson());
            if (!JsonElement.DeepEquals(json.RootElement, expected.RootElement))
                document.Problems.BytesDiffer(at, $"that parse to {json.RootElement.GetRawText()}");
        }
        catch (JsonException e)
        {
            document.Problems.BytesDiffer(at, $"that are not JSON ({e.Message.Split(" LineNumber:")[0]})");
        }
    }

    private void Set(List<ExpectedHeader> headers, Entry entry)
    {
        headers.RemoveAll(header => header.Name.Equals(entry.Key, StringComparison.OrdinalIgnoreCase));
        var values = entry.Value switch
        {
            ScalarNode { Kind: ScalarKind.Null } => [],
            ScalarNode scalar => [scalar.Text],
            ListNode list => document.TextsOf(list, $"header '{entry.Key}'").Select(item => item.Text).ToList(),
            _ => (List<string>?)null,
        };
        if (values is null)
            document.Problems.NoText(entry.Value.At, SpecDocument.Found(entry.Value), $"header '{entry.Key}'");
        else
            headers.Add(new(entry.Key, values.Select(value => Template.Parse(value)).ToValueList()));
        HeaderSyntax.Check(document, entry.At, entry.Key, values ?? []);
    }
}
