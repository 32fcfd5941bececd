using System.Globalization;
using System.Text.Json.Nodes;
using LogoutContracts.Drafting.Reading;
using LogoutContracts.Specs.Json;
using LogoutContracts.Specs.Primitives;

namespace LogoutContracts.Drafting.Writing;

/// <summary>Writes the answers of an operation: what <c>expect</c> says, and the examples that it names.</summary>
/// <param name="edits">Gets the examples.</param>
/// <param name="usesSchemas">Whether examples are added to the file's responses, whose schemas they have to fit.</param>
/// <param name="recorded">What was recorded; null for nothing.</param>
internal sealed class AnswerDraft(ApiDocument document, OverlayEdits edits, bool usesSchemas, IRecordedExamples? recorded)
{
    // By the pointer of the response that they stand for, and the name of the example.
    private readonly Dictionary<(string, string), string> components = [];

    // By the pointer of the media type, and their names.
    private readonly Dictionary<(string, string), JsonNode?> added = [];

    /// <summary>The first successful answer.</summary>
    /// <param name="name">The name of the example, and of the variant.</param>
    /// <param name="change">Puts placeholders into the example; null to take it as it is.</param>
    public DraftedAnswer Success(ApiOperation operation, string name, Func<JsonNode?, JsonNode?>? change = null)
    {
        if (recorded?.Success(operation) is { } example)
            return Recorded(operation, example, name, change);
        var found = operation.Success ?? operation.Responses.Where(response => response.Status is "default")
            .Select(response => ((string, Place)?)response).FirstOrDefault();
        return found is ({ } status, { } response)
            ? Answer(operation, status, response, StatusOf(status, 200), name, change)
            : Undeclared(operation, 200, "Success");
    }

    /// <summary>The answer that refuses a wrong password, or a dead session.</summary>
    /// <param name="statuses">The possible statuses, the most likely first. The first one is assumed if the file has none of them.</param>
    public DraftedAnswer Refusal(ApiOperation operation, string name, params ReadOnlySpan<string> statuses) =>
        RecordedRefusal(operation, name) ?? Invalid(operation, name, statuses);

    /// <summary>The answer to an unreadable request.</summary>
    /// <param name="statuses">As above.</param>
    public DraftedAnswer Invalid(ApiOperation operation, string name, params ReadOnlySpan<string> statuses) =>
        Declared(operation, name, statuses) ?? Undeclared(operation, StatusOf(statuses[0], 400), "Refused");

    /// <summary>The recorded answer to a wrong password, or to a dead session; null if there is none.</summary>
    public DraftedAnswer? RecordedRefusal(ApiOperation operation, string name) =>
        recorded?.Refusal(operation) is { } example ? Recorded(operation, example, name, change: null) : null;

    /// <summary>The answer of the file that refuses a request.</summary>
    /// <returns>Null if the file has none with one of the statuses.</returns>
    public DraftedAnswer? Declared(ApiOperation operation, string name, params ReadOnlySpan<string> statuses)
    {
        foreach (var status in statuses)
        {
            if (operation.At["responses"]?[status] is { } response)
                return Answer(operation, status, response, StatusOf(status, 400), name, change: null);
        }

        return null;
    }

    private DraftedAnswer Recorded(ApiOperation operation, RecordedExample example, string name, Func<JsonNode?, JsonNode?>? change)
    {
        var declared = operation.At["responses"]?[Text(example.Status)];
        var answer = declared is null ? Undeclared(operation, example.Status, example.Status < 400 ? "Success" : "Refused")
            : new DraftedAnswer(new() { ["status"] = example.Status }, declared.Pointer);
        answer = answer with { Observed = recorded!.Source, HasBody = example.Body is not null, IsMade = example.IsShape };
        if (example.Body is null)
        {
            if (declared?["content"] is not null)
                answer.Expect["body"] = "empty";
            return answer with { IsMade = false };
        }

        var content = (declared?["content"]?.Entries ?? []).Where(media => string.Equals(
            MediaType.Essence(media.Key), example.MediaType, StringComparison.OrdinalIgnoreCase)).Select(media => media.Value)
            .FirstOrDefault();
        AddExample(
            answer.Expect, name, change is null ? example.Body : change(example.Body), usesSchemas ? content : null,
            () => new($"{operation.Id ?? "recorded"}-{name}", declared?.Text("description") ?? name, example.MediaType));
        return answer;
    }

    /// <summary>Adds a response without a body that refuses a request.</summary>
    public void Declare(ApiOperation operation, int status) => Undeclared(operation, status, "Refused");

    private DraftedAnswer Undeclared(ApiOperation operation, int status, string description)
    {
        var response = new JsonObject { [Text(status)] = new JsonObject { ["description"] = description } };
        if (operation.At["responses"] is { } responses)
            edits.Update(responses, response);
        else
            edits.Update(operation.At, new() { ["responses"] = response });
        return new(new() { ["status"] = status }, null) { HasBody = false };
    }

    private DraftedAnswer Answer(
        ApiOperation operation, string key, Place response, int status, string name, Func<JsonNode?, JsonNode?>? change)
    {
        var expect = new JsonObject { ["status"] = status };
        var isExact = string.Equals(key, Text(status), StringComparison.Ordinal);
        var media = ApiOperation.PreferredMedia(response);
        if (media is not ({ } type, { } at) || status is 204 or 205 or 304)
        {
            if (!isExact)
                return Undeclared(operation, status, "Success") with { Source = response.Pointer };
            if (media is not null)
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

        AddExample(expect, name, changed, usesSchemas && isExact ? at : null, () =>
        {
            if (!components.TryGetValue((response.Pointer, name), out var component))
                components[(response.Pointer, name)] = component = $"{operation.Id ?? "draft"}-{name}";
            return new(component, response.Text("description") ?? name, type);
        });
        return new(expect, response.Pointer) { IsMade = isMade };
    }

    /// <summary>Adds an example to a media type of the file, or else as a response of its own.</summary>
    /// <param name="media">Null if the file has no place for it.</param>
    private void AddExample(JsonObject expect, string name, JsonNode? value, Place? media, Func<OwnResponse> response)
    {
        if (media is not null)
            name = FreeName(media, name, value);
        var content = new JsonObject { ["examples"] = new JsonObject { [name] = new JsonObject { ["value"] = value?.DeepClone() } } };
        if (media is not null)
        {
            if (media["example"] is { IsMap: true } or { IsList: true })
                edits.Remove(media["example"]!);
            edits.Update(media, content);
        }
        else
        {
            var (component, description, type) = response();
            edits.Update(document.Root, new()
            {
                ["components"] = new JsonObject
                {
                    ["responses"] = new JsonObject
                    {
                        [component] = new JsonObject
                        {
                            ["description"] = description,
                            ["content"] = new JsonObject { [type] = content },
                        },
                    },
                },
            });
            expect["response"] = component;
        }

        expect["example"] = name;
    }

    /// <summary>The name, or one with a number if operations that share a response have other examples there.</summary>
    private string FreeName(Place media, string name, JsonNode? value)
    {
        var free = name;
        for (var i = 2; added.TryGetValue((media.Pointer, free), out var other) && !JsonNode.DeepEquals(other, value); i++)
            free = string.Create(CultureInfo.InvariantCulture, $"{name}-{i}");
        added[(media.Pointer, free)] = value;
        return free;
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
        return MediaType.IsJson(type)
            ? (new ExampleMaker(isRequest: false).Of(media["schema"]), null, true) : (JsonValue.Create("text"), null, true);
    }

    private static int StatusOf(string key, int otherwise) =>
        int.TryParse(key, NumberStyles.None, CultureInfo.InvariantCulture, out var status)
            && status is >= 200 and <= 599 ? status : otherwise;

    /// <param name="Component">Its name in the components of the file.</param>
    private sealed record OwnResponse(string Component, string Description, string MediaType);

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
