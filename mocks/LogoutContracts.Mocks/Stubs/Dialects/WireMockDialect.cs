using System.Text.Json;
using LogoutContracts.Mocks.Stubs.Format;
using LogoutContracts.Specs.Model;
using LogoutContracts.Specs.Primitives;

namespace LogoutContracts.Mocks.Stubs.Dialects;

/// <summary>Writes and reads stub files for WireMock (Java), which loads them from <c>mappings</c> in its <c>--root-dir</c>.</summary>
internal static class WireMockDialect
{
    internal const string AnyMethod = "ANY";
    internal const string SchemaVersion = "V202012";

    // WireMock matches a regex against the whole value; ours searches. The group keeps the meaning of ^, $ and |.
    internal const string BeforeRegex = ".*(?:";
    internal const string AfterRegex = ").*";

    /// <summary>Writes the stubs as JSON, byte-identical for equal stubs. <see cref="Read"/> is the inverse.</summary>
    /// <exception cref="InvalidOperationException">A stub needs a matcher that has not been tested with WireMock.</exception>
    public static string Write(IReadOnlyList<Stub> stubs) => StubJson.Write(stubs, Document, Read);

    /// <summary>Reads a file that <see cref="Write(IReadOnlyList{Stub})"/> has written.</summary>
    /// <exception cref="FormatException">The file has other content; the message starts with the JSON path.</exception>
    public static ValueList<Stub> Read(string json) =>
        JsonPlace.Parse(json).Only("mappings")["mappings"].Items().Select(WireMockReader.Stub).ToValueList();

    /// <summary>A JSON Schema for objects without this property.</summary>
    internal static string SchemaWithout(string property) => StubJson.Dense(to =>
    {
        to.WriteStartObject();
        to.WriteString("type", "object");
        to.WriteStartObject("not");
        StubJson.List(to, "required", [property], to.WriteStringValue);
        to.WriteEndObject();
        to.WriteEndObject();
    });

    private static string Document(IReadOnlyList<Stub> stubs) => StubJson.Pretty(to =>
    {
        to.WriteStartObject();
        to.WriteStartArray("mappings");
        foreach (var stub in stubs)
            Write(to, stub);
        to.WriteEndArray();
        to.WriteEndObject();
    });

    private static void Write(Utf8JsonWriter to, Stub stub)
    {
        to.WriteStartObject();
        to.WriteString("id", stub.Id);
        to.WriteString("name", stub.Name);
        to.WriteNumber("priority", stub.Priority);
        if (stub.Scenario is { } scenario)
        {
            to.WriteString("scenarioName", scenario.Name);
            to.WriteString("requiredScenarioState", scenario.Required);
            to.WriteString("newScenarioState", scenario.Next);
        }

        to.WriteStartObject("request");
        Write(to, stub.Request);
        to.WriteEndObject();
        to.WriteStartObject("response");
        to.WriteNumber("status", stub.Response.Status);
        StubJson.ResponseHeaders(to, "headers", stub.Response.Headers);
        if (stub.Response.Body.Length > 0)
            to.WriteString("body", stub.Response.Body);
        to.WriteEndObject();
        to.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter to, StubRequest request)
    {
        to.WriteString("method", request.Method ?? AnyMethod);
        to.WriteString("urlPath", request.Path);
        WritePatterns(
            to, "headers", StubJson.Once("header", request.Headers, StringComparer.OrdinalIgnoreCase),
            header => WritePattern(to, header.Pattern));
        WritePatterns(
            to, "cookies", StubJson.Once("cookie", request.Cookies, StringComparer.Ordinal),
            cookie => WriteExact(to, StubJson.Exact("cookie", cookie)));
        var query = StubJson.Once("query parameter", request.Query, StringComparer.Ordinal);
        WritePatterns(to, "queryParameters", query, parameter => WriteExact(to, StubJson.Exact("query parameter", parameter)));
        if (request.Body is { } body)
        {
            to.WriteStartArray("bodyPatterns");
            to.WriteStartObject();
            WriteBody(to, body);
            to.WriteEndObject();
            to.WriteEndArray();
        }
    }

    private static void WritePatterns(Utf8JsonWriter to, string name, ValueList<NamedPattern> patterns, Action<NamedPattern> write)
    {
        if (patterns.Count == 0)
            return;
        to.WriteStartObject(name);
        foreach (var pattern in patterns)
        {
            to.WriteStartObject(pattern.Name);
            write(pattern);
            to.WriteEndObject();
        }

        to.WriteEndObject();
    }

    private static void WritePattern(Utf8JsonWriter to, ValuePattern pattern)
    {
        switch (pattern)
        {
            case ValuePattern.Absent:
                to.WriteBoolean("absent", true);
                break;
            case ValuePattern.Present:
                to.WriteString("matches", StubJson.AnyValue);
                break;
            case ValuePattern.Matches matches:
                to.WriteString("matches", BeforeRegex + matches.Regex + AfterRegex);
                break;
            case ValuePattern.Exact exact:
                WriteExact(to, exact.Value);
                break;
        }
    }

    private static void WriteExact(Utf8JsonWriter to, string value) => to.WriteString("equalTo", value);

    private static void WriteBody(Utf8JsonWriter to, StubBody body)
    {
        switch (body)
        {
            case StubBody.Empty:
                to.WriteBoolean("absent", true);
                break;
            case StubBody.Text text:
                WriteExact(to, StubJson.NotEmpty(text));
                break;
            case StubBody.Matches matches:
                to.WriteString("matches", StubJson.Anchored(matches));
                break;
            case StubBody.Json json:
                to.WritePropertyName("equalToJson");
                StubJson.Object(json).WriteTo(to);
                break;
            case StubBody.Lacks lacks:
                to.WriteString("matchesJsonSchema", SchemaWithout(lacks.Property));
                to.WriteString("schemaVersion", SchemaVersion);
                break;
        }
    }
}
