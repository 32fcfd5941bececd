using System.Globalization;
using System.Text.Json.Nodes;
using LogoutContracts.Drafting.Recording;
using LogoutContracts.Specs.Primitives;

namespace LogoutContracts.Drafting.FromRecordings;

/// <summary>Writes the responses of one operation, and the variants that expect them.</summary>
/// <param name="source">What was recorded, and when.</param>
internal sealed class RecordedAnswers(Secrets secrets, string source)
{
    public JsonObject Responses { get; } = [];

    public JsonObject Variants { get; } = [];

    /// <summary>Adds a variant with a recorded answer.</summary>
    /// <param name="isShape">Whether only the types of the values are compared.</param>
    /// <param name="placeholders">Texts to put at JSON pointers of the body.</param>
    /// <param name="headers">The headers that the variant states; null for none.</param>
    /// <param name="assumption">Why the answer is assumed; null if it was recorded.</param>
    /// <param name="list">JSON pointer to a list of sessions in the body; null for none.</param>
    public void Add(
        string name, string summary, JsonObject? rule, Exchange answer, JsonObject? then, bool isShape,
        IReadOnlyDictionary<string, string>? placeholders = null, JsonObject? headers = null, string? assumption = null,
        string? list = null)
    {
        var expect = new JsonObject { ["status"] = answer.Status };
        var replaced = AddResponse(
            name, answer, expect, isShape, placeholders ?? new Dictionary<string, string>(StringComparer.Ordinal), list);
        if (headers is not null)
            expect["headers"] = headers;
        var variant = new JsonObject { ["summary"] = summary };
        foreach (var (field, value) in rule ?? [])
            variant[field] = value?.DeepClone();
        variant["expect"] = expect;
        if (then is not null)
            variant["then"] = then;
        if (isShape || replaced.Contains("", StringComparer.Ordinal))
            variant["compare"] = "shape";
        else if (replaced.Count > 0)
            variant["volatile"] = new JsonArray([.. replaced.Select(JsonNode (pointer) => $"body {pointer}")]);
        variant["basis"] = assumption is null ? new JsonArray("observed", source) : new JsonArray("assumption", assumption);
        Variants[name] = variant;
    }

    /// <summary>Adds a variant whose answer was not recorded.</summary>
    public void AddAssumed(string name, string summary, JsonObject rule, int status, string reason)
    {
        Responses[status.ToString(CultureInfo.InvariantCulture)] ??= new JsonObject { ["description"] = "Not recorded" };
        var variant = new JsonObject { ["summary"] = summary };
        foreach (var (field, value) in rule)
            variant[field] = value?.DeepClone();
        variant["expect"] = new JsonObject { ["status"] = status, ["body"] = "empty" };
        variant["basis"] = new JsonArray("assumption", reason);
        Variants[name] = variant;
    }

    private IReadOnlyList<string> AddResponse(
        string name, Exchange answer, JsonObject expect, bool isShape, IReadOnlyDictionary<string, string> placeholders, string? list)
    {
        var response = (JsonObject)(Responses[answer.Status.ToString(CultureInfo.InvariantCulture)] ??=
            new JsonObject { ["description"] = answer.Status < 400 ? "Success" : "Refused" });
        if (answer.ResponseBody.Length == 0)
        {
            expect["body"] = "empty";
            return [];
        }

        var safe = new SafeBody(secrets, hidesPersons: isShape);
        var json = answer.ReceivedJson;
        var value = json is null || !MediaType.IsJson(answer.ResponseType)
            ? JsonValue.Create(safe.Copy(answer.ResponseBody)) : safe.Copy(json, placeholders);
        var type = secrets.IsHarmless(answer.ResponseType) && answer.ResponseType.Length > 0 ? answer.ResponseType : "text/plain";
        var content = (JsonObject)(response["content"] ??= new JsonObject());
        var examples = (JsonObject)((content[type] ??= new JsonObject { ["examples"] = new JsonObject() })["examples"]!);
        var example = new JsonObject();
        if (list is not null)
            example["x-sessions"] = new JsonObject { ["items"] = list };
        example["value"] = value;
        examples[name] = example;
        expect["example"] = name;
        return safe.Replaced;
    }
}
