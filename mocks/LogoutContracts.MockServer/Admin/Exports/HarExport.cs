using System.Globalization;
using System.Text.Json;
using LogoutContracts.MockServer.Contracts;
using LogoutContracts.MockServer.Hosting;
using LogoutContracts.MockServer.Journaling;
using Microsoft.AspNetCore.WebUtilities;

namespace LogoutContracts.MockServer.Admin.Exports;

/// <summary>
/// Writes entries of the journal as an HTTP Archive (HAR 1.2). What the format requires and the journal does not keep is empty, and
/// comments say so. Each entry also has its entry of the journal, as <c>_journal</c>.
/// </summary>
internal static class HarExport
{
    private const string Unknown = "unknown";

    private const string About =
        "Written from the journal of a mock server. Credentials appear as a prefix of their hash, and what may be a part of one as "
        + "(masked). The journal keeps requests and the variants that answered them, but neither the headers and bodies of the answers "
        + "nor the version of HTTP.";

    private const string NoAnswer = "The journal does not keep the answer's headers and body.";

    /// <param name="missing">Servers whose newest requests may be missing.</param>
    public static void Write(
        Utf8JsonWriter json, ServerState server, IEnumerable<JournalEntry> entries, IReadOnlyCollection<string> missing)
    {
        json.WriteStartObject();
        json.WriteStartObject("log");
        json.WriteString("version", "1.2");
        json.WriteStartObject("creator");
        json.WriteString("name", "logout-contracts");
        json.WriteString("version", typeof(HarExport).Assembly.GetName().Version?.ToString(3));
        json.WriteEndObject();
        json.WritePropertyName("entries");
        json.WriteArray(entries, (json, entry) => Write(json, server, entry));
        json.WriteString("comment", missing.Count == 0 ? About : $"{About} {MissingText.Of(missing)}");
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, ServerState server, JournalEntry entry)
    {
        var time = entry.FinishedAt is { } finished ? Math.Max(0, Math.Round((finished - entry.ArrivedAt).TotalMilliseconds, 3)) : 0;
        json.WriteStartObject();
        json.WriteInstant("startedDateTime", entry.ArrivedAt);
        json.WriteNumber("time", time);
        WriteRequest(json, server, entry);
        WriteResponse(json, entry);
        json.WriteStartObject("cache");
        json.WriteEndObject();
        json.WriteStartObject("timings");
        json.WriteNumber("send", 0);
        json.WriteNumber("wait", time);
        json.WriteNumber("receive", 0);
        json.WriteEndObject();
        json.WriteString("comment", Answered(entry));
        json.WritePropertyName("_journal");
        JournalEntryJson.Write(json, entry);
        json.WriteEndObject();
    }

    private static void WriteRequest(Utf8JsonWriter json, ServerState server, JournalEntry entry)
    {
        json.WriteStartObject("request");
        json.WriteString("method", entry.Method);
        json.WriteString("url", AddressOf(server, entry) + UriText.Escaped(entry.ShownTarget));
        json.WriteString("httpVersion", Unknown);
        WritePairs(json, "cookies", entry.Cookies.Select(cookie => (cookie.Name, cookie.Value)));
        WritePairs(json, "headers", entry.Headers.Select(header => (header.Name, header.Value)));
        WritePairs(json, "queryString", entry.Query.Split('&', StringSplitOptions.RemoveEmptyEntries).Select(pair => pair.Split('=', 2))
            .Select(pair => (Uri.UnescapeDataString(pair[0]), Uri.UnescapeDataString(pair.ElementAtOrDefault(1) ?? ""))));
        if (entry.BodyLength > 0)
        {
            json.WriteStartObject("postData");
            json.WriteString("mimeType", HeaderOf(entry, "Content-Type") ?? "");
            json.WriteString("text", entry.Body);
            json.WriteString("comment", "As the journal shows it: JSON and forms without secrets, of other bodies only the size.");
            json.WriteEndObject();
        }

        json.WriteNumber("headersSize", -1);
        json.WriteNumber("bodySize", entry.BodyLength);
        json.WriteEndObject();
    }

    private static void WriteResponse(Utf8JsonWriter json, JournalEntry entry)
    {
        json.WriteStartObject("response");
        json.WriteNumber("status", entry.Status);
        json.WriteString("statusText", ReasonPhrases.GetReasonPhrase(entry.Status));
        json.WriteString("httpVersion", Unknown);
        WritePairs(json, "cookies", []);
        WritePairs(json, "headers", []);
        json.WriteStartObject("content");
        json.WriteNumber("size", 0);
        json.WriteString("mimeType", "x-unknown");
        json.WriteString("comment", NoAnswer);
        json.WriteEndObject();
        json.WriteString("redirectURL", "");
        json.WriteNumber("headersSize", -1);
        json.WriteNumber("bodySize", -1);
        json.WriteString("comment", NoAnswer);
        json.WriteEndObject();
    }

    private static void WritePairs(Utf8JsonWriter json, string name, IEnumerable<(string Name, string Value)> pairs)
    {
        json.WritePropertyName(name);
        json.WriteArray(pairs, static (json, pair) =>
        {
            json.WriteStartObject();
            json.WriteString("name", pair.Name);
            json.WriteString("value", pair.Value);
            json.WriteEndObject();
        });
    }

    private static string Answered(JournalEntry entry)
    {
        var by = entry.Variant is { } variant ? $"{entry.Contract}, {entry.Operation}: {variant}"
            : entry.IsRaw ? $"{entry.Contract}: a forced answer that is not in the contract"
            : $"{entry.Contract}: nothing in the contract matches the request";
        return entry.Fault is { } fault ? string.Create(CultureInfo.InvariantCulture, $"{by}; the fault '{fault.Kind}' was injected") : by;
    }

    // Stubs have no entry among the contracts; their clients know the address.
    private static string AddressOf(ServerState server, JournalEntry entry)
    {
        if (server.Contracts.FirstOrDefault(each => string.Equals(each.Plan.Contract.Id, entry.Contract, StringComparison.Ordinal))
            is { } contract)
            return ReachableAddress.Of(contract.BaseAddress).ToString().TrimEnd('/');
        return Uri.TryCreate($"http://{HeaderOf(entry, "Host")}", UriKind.Absolute, out var address)
            ? address.GetLeftPart(UriPartial.Authority) : "http://localhost";
    }

    private static string? HeaderOf(JournalEntry entry, string name) =>
        entry.Headers.FirstOrDefault(header => header.Name.Equals(name, StringComparison.OrdinalIgnoreCase))?.Value;
}
