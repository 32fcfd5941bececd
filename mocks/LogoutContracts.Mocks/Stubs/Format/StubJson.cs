using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using LogoutContracts.Mocks.Requests;
using LogoutContracts.Specs.Model;
using LogoutContracts.Specs.Primitives;

namespace LogoutContracts.Mocks.Stubs.Format;

/// <summary>JSON that both dialects share, and checks for what neither can express.</summary>
internal static class StubJson
{
    /// <summary>
    /// A regular expression that matches every value, whether an engine searches (WireMock.Net) or matches in full (WireMock).
    /// </summary>
    public const string AnyValue = "^.*$";

    private static readonly JsonWriterOptions Indented = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Indented = true,
        IndentSize = 2,
        NewLine = "\n",
    };

    private static readonly JsonWriterOptions OnOneLine = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string Pretty(Action<Utf8JsonWriter> content) => Text(Indented, content) + '\n';

    public static string Dense(Action<Utf8JsonWriter> content) => Text(OnOneLine, content);

    /// <summary>JSON without white space and unnecessary escapes, as <see cref="StubBody.Json"/> holds it.</summary>
    public static string Compact(string json) => Compact(JsonPlace.Parse(json).Value);

    public static string Compact(JsonElement json) => Dense(json.WriteTo);

    /// <summary>
    /// Reads each stub back before writing all of them, so that no stub is written that would be read differently:
    /// duplicate names in an object, half a surrogate pair, a method named ANY, a regex that means "present".
    /// </summary>
    public static string Write(IReadOnlyList<Stub> stubs, Func<IReadOnlyList<Stub>, string> document, Func<string, ValueList<Stub>> read)
    {
        foreach (var stub in stubs)
        {
            ValueList<Stub> alone = [stub];
            try
            {
                if (read(document(alone)) != alone)
                    throw new InvalidOperationException("it would be read back as a different stub; this dialect cannot express it.");
            }
            catch (Exception e) when (e is InvalidOperationException or FormatException)
            {
                throw new InvalidOperationException($"Stub '{stub.Name}': {e.Message}", e);
            }
        }

        return document(stubs);
    }

    public static void List<T>(Utf8JsonWriter to, string name, ValueList<T> items, Action<T> write)
    {
        if (items.Count == 0)
            return;
        to.WriteStartArray(name);
        foreach (var item in items)
            write(item);
        to.WriteEndArray();
    }

    /// <summary>
    /// Writes response headers, which differ between the dialects only in the property name: a value, or an array for repeated headers.
    /// </summary>
    public static void ResponseHeaders(Utf8JsonWriter to, string name, ValueList<Header> headers)
    {
        if (headers.Count == 0)
            return;
        to.WriteStartObject(name);
        for (var first = 0; first < headers.Count;)
        {
            var after = first + 1;
            while (after < headers.Count && string.Equals(headers[after].Name, headers[first].Name, StringComparison.Ordinal))
                after++;
            if (after == first + 1)
                to.WriteString(headers[first].Name, headers[first].Value);
            else
                List(to, headers[first].Name, headers.Skip(first).Take(after - first)
                    .ToValueList(), item => to.WriteStringValue(item.Value));
            first = after;
        }

        to.WriteEndObject();
    }

    public static ValueList<Header> ResponseHeaders(JsonPlace? headers)
    {
        var found = new List<Header>();
        foreach (var (name, value) in headers?.Members() ?? [])
        {
            if (value.Value.ValueKind == JsonValueKind.String)
                found.Add(new(name, value.Text()));
            else if (value.Items() is { Count: > 1 } values)
                found.AddRange(values.Select(each => new Header(name, each.Text())));
            else
                throw value.Unfit("a string or an array of two or more");
        }

        return found.ToValueList();
    }

    /// <summary>
    /// Rejects several patterns for one name: WireMock's JSON cannot hold them, and WireMock.Net has not been tested with them.
    /// </summary>
    public static ValueList<NamedPattern> Once(string what, ValueList<NamedPattern> patterns, StringComparer names)
    {
        foreach (var twice in patterns.GroupBy(pattern => pattern.Name, names).Where(group => group.Count() > 1))
            throw new InvalidOperationException(
                $"the {what} '{twice.Key}' has {twice.Count()} patterns; a stub can hold only one per name.");
        return patterns;
    }

    /// <summary>
    /// The exact value of a cookie or query parameter. Other patterns have not been tested to match alike in both engines.
    /// </summary>
    public static string Exact(string what, NamedPattern named) => named.Pattern is ValuePattern.Exact exact
        ? exact.Value
        : throw new InvalidOperationException($"the {what} '{named.Name}' must be {named.Pattern}; stubs support only exact values here.");

    public static string NotEmpty(StubBody.Text body) => body.Value.Length > 0
        ? body.Value
        : throw new InvalidOperationException("the body pattern is an empty text; use Empty instead.");

    /// <summary>Rejects expressions for a part of the body, which WireMock would match against all of it.</summary>
    public static string Anchored(StubBody.Matches body) =>
        body.Regex.StartsWith(@"\A", StringComparison.Ordinal) && body.Regex.EndsWith(@"\z", StringComparison.Ordinal)
        ? body.Regex
        : throw new InvalidOperationException($"the body pattern '{body.Regex}' must match the whole body, from \\A to \\z.");

    /// <summary>Rejects arrays and scalars, which match alike in both engines only as text.</summary>
    public static JsonElement Object(StubBody.Json body)
    {
        var json = JsonPlace.Parse(body.Value).Value;
        if (json.ValueKind != JsonValueKind.Object)
            throw new InvalidOperationException($"the body {body.Value} is JSON, but not an object; use Text instead.");
        return string.Equals(Compact(json), body.Value, StringComparison.Ordinal)
            ? json
            : throw new InvalidOperationException($"the body {body.Value} is not compact JSON; expected {Compact(json)}.");
    }

    private static string Text(JsonWriterOptions options, Action<Utf8JsonWriter> content)
    {
        using var bytes = new MemoryStream();
        using (var writer = new Utf8JsonWriter(bytes, options))
            content(writer);
        return Encoding.UTF8.GetString(bytes.GetBuffer(), 0, (int)bytes.Length);
    }
}
