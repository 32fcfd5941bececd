using System.Globalization;
using System.Text.Json.Nodes;
using LogoutContracts.Drafting.Reading;
using LogoutContracts.Specs.Json;

namespace LogoutContracts.Drafting.Writing;

/// <summary>Writes the answers of an operation: what <c>expect</c> says, and the examples that it names.</summary>
/// <param name="edits">Gets the examples.</param>
/// <param name="usesSchemas">Whether examples are added to the file's responses, whose schemas they have to fit.</param>
internal sealed class AnswerDraft(ApiDocument document, OverlayEdits edits, bool usesSchemas)
{
    /// <summary>The first successful answer.</summary>
    /// <param name="name">The name of the example, and of the variant.</param>
    /// <param name="change">Puts placeholders into the example; null to take it as it is.</param>
    public DraftedAnswer Success(ApiOperation operation, string name, Func<JsonNode?, JsonNode?>? change = null)
    {
        var found = operation.Success ?? operation.Responses.Where(response => response.Status is "default")
            .Select(response => ((string, Place)?)response).FirstOrDefault();
        return found is ({ } status, { } response)
            ? Answer(operation, status, response, StatusOf(status, 200), name, change)
            : Undeclared(operation, 200, "Success");
    }

    /// <summary>The answer that refuses a request.</summary>
    /// <param name="statuses">The possible statuses, the most likely first. The first one is assumed if the file has none of them.</param>
    public DraftedAnswer Refusal(ApiOperation operation, string name, params ReadOnlySpan<string> statuses)
    {
        foreach (var status in statuses)
        {
            if (operation.At["responses"]?[status] is { } response)
                return Answer(operation, status, response, StatusOf(status, 400), name, change: null);
        }

        return Undeclared(operation, StatusOf(statuses[0], 400), "Refused");
    }

    private DraftedAnswer Undeclared(ApiOperation operation, int status, string description)
    {
        var response = new JsonObject { [Text(status)] = new JsonObject { ["description"] = description } };
        if (operation.At["responses"] is { } responses)
            edits.Update(responses, response);
        else
            edits.Update(operation.At, new() { ["responses"] = response });
        return new(new() { ["status"] = status, ["body"] = "empty" }, null) { HasBody = false };
    }

    private DraftedAnswer Answer(
        ApiOperation operation, string key, Place response, int status, string name, Func<JsonNode?, JsonNode?>? change)
    {
        var expect = new JsonObject { ["status"] = status };
        var isExact = string.Equals(key, Text(status), StringComparison.Ordinal);
        var media = status is 204 or 205 or 304 ? null : ApiOperation.PreferredMedia(response);
        if (media is not ({ } type, { } at))
        {
            if (!isExact)
                return Undeclared(operation, status, "Success") with { Source = response.Pointer };
            expect["body"] = "empty";
            return new(expect, response.Pointer) { HasBody = false };
        }

        var (value, existing, isMade) = ExampleOf(type, at);
        var changed = change is null ? value : change(value);
        if (usesSchemas && isExact && existing is not null && (change is null || JsonNode.DeepEquals(changed, value)))
        {
            if (existing.Length > 0)
                expect["example"] = existing;
            return new(expect, response.Pointer);
        }

        var content = new JsonObject { ["examples"] = new JsonObject { [name] = new JsonObject { ["value"] = changed?.DeepClone() } } };
        if (usesSchemas && isExact)
        {
            if (at["example"] is { IsMap: true } or { IsList: true })
                edits.Remove(at["example"]!);
            edits.Update(at, content);
        }
        else
        {
            var component = $"{operation.Id ?? "draft"}-{name}";
            edits.Update(document.Root, new()
            {
                ["components"] = new JsonObject
                {
                    ["responses"] = new JsonObject
                    {
                        [component] = new JsonObject
                        {
                            ["description"] = response.Text("description") ?? name,
                            ["content"] = new JsonObject { [type] = content },
                        },
                    },
                },
            });
            expect["response"] = component;
        }

        expect["example"] = name;
        return new(expect, response.Pointer) { IsMade = isMade };
    }

    /// <summary>
    /// The example of a media type: its value, its name (empty for the only one), and whether it is made from the schema.
    /// </summary>
    private static (JsonNode? Value, string? Name, bool IsMade) ExampleOf(string type, Place media)
    {
        if (media["examples"]?.Entries.FirstOrDefault() is ({ } name, { } example) && example["value"] is { } named)
            return (ExampleMaker.Copy(named), name, false);
        if (media["example"] is { } single)
            return (ExampleMaker.Copy(single), "", false);
        return Specs.Primitives.MediaType.IsJson(type)
            ? (new ExampleMaker(isRequest: false).Of(media["schema"]), null, true) : (JsonValue.Create("text"), null, true);
    }

    private static int StatusOf(string key, int otherwise) =>
        int.TryParse(key, NumberStyles.None, CultureInfo.InvariantCulture, out var status)
            && status is >= 200 and <= 599 ? status : otherwise;

    private static string Text(int status) => status.ToString(CultureInfo.InvariantCulture);

    /// <summary>Puts a text at a JSON pointer; missing maps on the way are added.</summary>
    public static JsonNode With(JsonNode? value, string pointer, string text)
    {
        var root = value?.DeepClone() as JsonObject ?? [];
        var (at, names) = (root, pointer.Split('/').Skip(1).Select(JsonPointer.Unescaped).ToList());
        foreach (var name in names.SkipLast(1))
        {
            if (at[name] is not JsonObject)
                at[name] = new JsonObject();
            at = (JsonObject)at[name]!;
        }

        at[names[^1]] = text;
        return root;
    }
}

/// <summary>What a variant expects.</summary>
/// <param name="Source">The JSON pointer to the response; null if the file does not have it.</param>
internal sealed record DraftedAnswer(JsonObject Expect, string? Source)
{
    public bool HasBody { get; init; } = true;

    /// <summary>Whether the body is made from a schema, so that its values are invented.</summary>
    public bool IsMade { get; init; }

    /// <summary>The basis: the file, or an assumption. The headers that drafts state are always assumed.</summary>
    public JsonNode Basis
    {
        get
        {
            if (Source is null)
                return "assumption";
            if (Expect["headers"] is null)
                return new JsonArray("document", Source);
            var parts = new JsonObject { ["status"] = new JsonArray("document", Source), ["headers"] = "assumption" };
            if (HasBody)
                parts["body"] = new JsonArray("document", Source);
            return parts;
        }
    }
}
