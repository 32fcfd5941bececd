using System.Text.Json;
using LogoutContracts.Mocks.Requests;
using LogoutContracts.Specs.Model;
using LogoutContracts.Specs.Primitives;

namespace LogoutContracts.Diffing.Calls;

/// <summary>Reads what a mock's admin API lists at <c>/__admin/journal</c>, or exports at <c>/__admin/journal/har</c>.</summary>
public static class JournalExport
{
    /// <returns>Null if the text is not a journal.</returns>
    public static CallLog? Read(ReadOnlyMemory<byte> utf8)
    {
        try
        {
            using var json = JsonDocument.Parse(utf8.Span.StartsWith("\uFEFF"u8) ? utf8[3..] : utf8);
            return ListOf(json.RootElement) is { } list ? Read([.. list.EnumerateArray()])
                : json.RootElement.TryGetProperty("log", out var log) && ListOf(log) is { } archived
                ? OfArchive([.. archived.EnumerateArray()]) : null;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or KeyNotFoundException or FormatException)
        {
            return null;
        }
    }

    private static JsonElement? ListOf(JsonElement owner) => owner.ValueKind == JsonValueKind.Object
        && owner.TryGetProperty("entries", out var entries) && entries.ValueKind == JsonValueKind.Array ? entries : null;

    // Recordings of browsers do not have entries of a journal.
    private static CallLog? OfArchive(List<JsonElement> entries) =>
        entries.Count > 0 && entries.TrueForAll(entry => entry.TryGetProperty("_journal", out _))
            ? Read([.. entries.Select(entry => entry.GetProperty("_journal"))]) : null;

    private static CallLog Read(List<JsonElement> entries)
    {
        var numbers = entries.Select(entry => entry.GetProperty("number").GetInt64()).ToList();
        var calls = entries.Select(CallOf).ToValueList();

        // The journal keeps the newest entries, and numbers all.
        return new(calls, numbers.Count == 0 ? 0 : numbers[^1] - numbers.Count);
    }

    private static LoggedCall CallOf(JsonElement entry)
    {
        var (path, query) = (Text("path")!, entry.TryGetProperty("query", out var masked) ? masked.GetString() ?? "" : "");
        var headers = entry.GetProperty("headers").EnumerateArray()
            .Select(header => new Header(header.GetProperty("name").GetString()!, header.GetProperty("value").GetString()!)).ToValueList();
        var request = new RenderedRequest(Text("method")!, query.Length == 0 ? path : $"{path}?{query}", headers, Text("body"));

        // A raw answer is not in the contract.
        var isRaw = entry.TryGetProperty("raw", out var raw) && raw.ValueKind == JsonValueKind.True;
        return new((int)entry.GetProperty("number").GetInt64(), request, entry.GetProperty("status").GetInt32())
        {
            Facts = new(
                Text("contract")!, Text("operation"), isRaw ? null : Text("variant"), Before<CallerStates>(entry.GetProperty("caller")),
                Before<TargetStates>(entry.GetProperty("target"))),
        };

        string? Text(string name) => entry.GetProperty(name).GetString();
    }

    private static T Before<T>(JsonElement change)
        where T : struct, Enum =>
        Enum.Parse<T>((change.GetProperty("before").GetString() ?? "none").Replace("-", "", StringComparison.Ordinal), ignoreCase: true);
}
