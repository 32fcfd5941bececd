using System.Text;
using System.Text.Json;
using LogoutContracts.Specs.Primitives;

namespace LogoutContracts.Drafting.Recording;

/// <summary>Reads recordings in HTTP Archive format (HAR 1.2), as browsers export them.</summary>
internal static class HarReader
{
    private static readonly JsonDocumentOptions Options = new() { MaxDepth = 128 };

    // What pages load besides.
    private static readonly string[] Assets =
        ["image/", "font/", "video/", "audio/", "text/css", "text/javascript", "application/javascript"];

    /// <returns>The exchanges in the order of the file; null if the file is not a HAR.</returns>
    public static IReadOnlyList<Exchange>? Read(ReadOnlyMemory<byte> utf8)
    {
        try
        {
            using var json = JsonDocument.Parse(utf8.Span.StartsWith("\uFEFF"u8) ? utf8[3..] : utf8, Options);
            return Map(json.RootElement, "log") is { } log && log.TryGetProperty("entries", out var entries)
                && entries.ValueKind == JsonValueKind.Array
                ? [.. entries.EnumerateArray().Select(ExchangeOf).OfType<Exchange>().Where(IsCall)] : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>The number of all entries of a recording.</summary>
    public static int EntriesIn(ReadOnlyMemory<byte> utf8)
    {
        using var json = JsonDocument.Parse(utf8.Span.StartsWith("\uFEFF"u8) ? utf8[3..] : utf8, Options);
        return json.RootElement.GetProperty("log").GetProperty("entries").GetArrayLength();
    }

    /// <summary>Whether a HAR is the export of a mock's journal.</summary>
    public static bool IsJournal(ReadOnlyMemory<byte> utf8)
    {
        using var json = JsonDocument.Parse(utf8.Span.StartsWith("\uFEFF"u8) ? utf8[3..] : utf8, Options);
        return json.RootElement.GetProperty("log").GetProperty("entries").EnumerateArray().Any(entry => Map(entry, "_journal") is not null);
    }

    private static bool IsCall(Exchange exchange) => exchange.Status is >= 200 and <= 599 && exchange.Method is not ("OPTIONS" or "CONNECT")
        && !Array.Exists(Assets, type => exchange.ResponseType.StartsWith(type, StringComparison.OrdinalIgnoreCase));

    private static Exchange? ExchangeOf(JsonElement entry)
    {
        if (Map(entry, "request") is not { } request || Map(entry, "response") is not { } response
            || !Uri.TryCreate(Text(request, "url"), UriKind.Absolute, out var url) || url.Scheme is not ("http" or "https"))
            return null;
        var headers = Pairs(request, "headers");
        var (body, type) = BodyOf(request);
        var (content, contentType) = ContentOf(response);
        var started = Text(entry, "startedDateTime");
        return new(
            Text(request, "method").ToUpperInvariant(), url, headers, body, type,
            Map(entry, "response")!.Value.TryGetProperty("status", out var status) && status.TryGetInt32(out var code) ? code : 0,
            Pairs(response, "headers"), content, contentType)
        {
            Date = started.Length >= 10 ? started[..10] : "",
            Cookies = CookiesOf(request, headers),
        };
    }

    private static ValueList<NamedText> CookiesOf(JsonElement request, ValueList<NamedText> headers)
    {
        var inHeaders = headers.Where(header => header.Name.Equals("Cookie", StringComparison.OrdinalIgnoreCase))
            .SelectMany(header => header.Text.Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
            .Select(pair => pair.Split('=', 2)).Where(pair => pair.Length == 2).Select(pair => new NamedText(pair[0], pair[1]))
            .ToValueList();
        return inHeaders.Count > 0 ? inHeaders : Pairs(request, "cookies");
    }

    private static (string Body, string Type) BodyOf(JsonElement request)
    {
        if (Map(request, "postData") is not { } data)
            return ("", "");
        var text = Text(data, "text");
        if (text.Length == 0)
            text = string.Join('&', Pairs(data, "params")
                .Select(pair => $"{Uri.EscapeDataString(pair.Name)}={Uri.EscapeDataString(pair.Text)}"));
        return text.Length == 0 ? ("", "") : (text, MediaType.Essence(Text(data, "mimeType")));
    }

    private static (string Content, string Type) ContentOf(JsonElement response)
    {
        if (Map(response, "content") is not { } content)
            return ("", "");
        var text = Text(content, "text");
        if (Text(content, "encoding") is "base64")
            text = Convert.TryFromBase64String(text, new byte[text.Length], out var length) && length > 0
                ? Encoding.UTF8.GetString(Convert.FromBase64String(text)) : "";
        var type = Pairs(response, "headers").FirstOrDefault(
            header => header.Name.Equals("Content-Type", StringComparison.OrdinalIgnoreCase))?.Text ?? Text(content, "mimeType");
        return text.Length == 0 ? ("", "") : (text, type);
    }

    private static ValueList<NamedText> Pairs(JsonElement owner, string name) =>
        owner.TryGetProperty(name, out var list) && list.ValueKind == JsonValueKind.Array
            ? list.EnumerateArray().Where(pair => pair.ValueKind == JsonValueKind.Object)
                .Select(pair => new NamedText(Text(pair, "name"), Text(pair, "value")))
                .Where(pair => pair.Name.Length > 0 && pair.Name[0] is not ':').ToValueList()
            : [];

    private static JsonElement? Map(JsonElement owner, string name) =>
        owner.ValueKind == JsonValueKind.Object && owner.TryGetProperty(name, out var value)
            && value.ValueKind == JsonValueKind.Object ? value : null;

    private static string Text(JsonElement owner, string name) =>
        owner.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString()! : "";
}
