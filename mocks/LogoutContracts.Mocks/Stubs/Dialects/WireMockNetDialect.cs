using System.Text.Json;
using LogoutContracts.Mocks.Stubs.Format;
using LogoutContracts.Specs.Model;
using LogoutContracts.Specs.Primitives;

namespace LogoutContracts.Mocks.Stubs.Dialects;

/// <summary>Writes and reads stub files for WireMock.Net's <c>ReadStaticMappings</c>: an array of mappings.</summary>
/// <remarks>
/// WireMock.Net's source treats two omissions as values: no <c>Methods</c> means any method, and the state
/// <see cref="StubScenario.Started"/> has no name. A stub that requires that state has no <c>WhenStateIs</c>; a stub that returns to it has
/// no <c>SetStateTo</c>. A state named "Started" would be a different state, in which no stub of the initial state answers.
/// </remarks>
internal static class WireMockNetDialect
{
    internal const string JsonPathRoot = "$.";
    internal const string AnyText = "^.+$";

    /// <summary>Writes the stubs as JSON, byte-identical for equal stubs. <see cref="Read"/> is the inverse.</summary>
    /// <exception cref="InvalidOperationException">A stub needs a matcher that has not been tested with WireMock.Net.</exception>
    public static string Write(IReadOnlyList<Stub> stubs)
    {
        foreach (var scenario in stubs.GroupBy(stub => stub.Scenario?.Name, StringComparer.Ordinal).Where(NeverLeavesItsStart))
            throw new InvalidOperationException(
                $"Scenario '{scenario.Key}' never leaves its initial state; WireMock.Net answers 500 for such a scenario.");
        return StubJson.Write(stubs, Document, Read);
    }

    /// <summary>Reads a file that <see cref="Write(IReadOnlyList{Stub})"/> has written.</summary>
    /// <exception cref="FormatException">The file has other content; the message starts with the JSON path.</exception>
    public static ValueList<Stub> Read(string json) => JsonPlace.Parse(json).Items().Select(WireMockNetReader.Stub).ToValueList();

    private static bool NeverLeavesItsStart(IEnumerable<Stub> scenario)
    {
        var starts = scenario.Where(stub => stub.Scenario?.Required is StubScenario.Started).ToList();
        return starts.Count > 0 && starts.TrueForAll(stub => stub.Scenario?.Next is StubScenario.Started);
    }

    private static string Document(IReadOnlyList<Stub> stubs) => StubJson.Pretty(to =>
    {
        to.WriteStartArray();
        foreach (var stub in stubs)
            Write(to, stub);
        to.WriteEndArray();
    });

    private static void Write(Utf8JsonWriter to, Stub stub)
    {
        to.WriteStartObject();
        to.WriteString("Guid", stub.Id);
        to.WriteString("Title", stub.Name);
        to.WriteNumber("Priority", stub.Priority);
        if (stub.Scenario is { } scenario)
        {
            to.WriteString("Scenario", scenario.Name);
            WriteState(to, "WhenStateIs", scenario.Required);
            WriteState(to, "SetStateTo", scenario.Next);
        }

        to.WriteStartObject("Request");
        Write(to, stub.Request);
        to.WriteEndObject();
        to.WriteStartObject("Response");
        to.WriteNumber("StatusCode", stub.Response.Status);
        StubJson.ResponseHeaders(to, "Headers", stub.Response.Headers);
        if (stub.Response.Body.Length > 0)
            to.WriteString("Body", stub.Response.Body);
        to.WriteEndObject();
        to.WriteEndObject();
    }

    private static void WriteState(Utf8JsonWriter to, string name, string state)
    {
        if (state.Length == 0)
            throw new InvalidOperationException("a state has an empty name; WireMock.Net would treat it as the initial state.");
        if (state is not StubScenario.Started)
            to.WriteString(name, state);
    }

    private static void Write(Utf8JsonWriter to, StubRequest request)
    {
        to.WriteStartObject("Path");
        WriteMatchers(to, "ExactMatcher", request.Path);
        to.WriteEndObject();
        if (request.Method is { } method)
            StubJson.List(to, "Methods", [method], to.WriteStringValue);
        StubJson.List(
            to, "Headers", StubJson.Once("header", request.Headers, StringComparer.OrdinalIgnoreCase), header => WriteHeader(to, header));
        StubJson.List(
            to, "Cookies", StubJson.Once("cookie", request.Cookies, StringComparer.Ordinal), cookie => WriteExact(to, "cookie", cookie));
        StubJson.List(
            to, "Params", StubJson.Once("query parameter", request.Query, StringComparer.Ordinal),
            query => WriteExact(to, "query parameter", query));
        if (request.Body is { } body)
        {
            to.WriteStartObject("Body");
            to.WriteStartObject("Matcher");
            WriteBody(to, body);
            to.WriteEndObject();
            to.WriteEndObject();
        }
    }

    private static void WriteHeader(Utf8JsonWriter to, NamedPattern header)
    {
        to.WriteStartObject();
        to.WriteString("Name", header.Name);
        switch (header.Pattern)
        {
            case ValuePattern.Absent:
                to.WriteBoolean("RejectOnMatch", true);
                WriteMatchers(to, "WildcardMatcher", "*", reject: true);
                break;
            case ValuePattern.Present:
                WriteMatchers(to, "RegexMatcher", StubJson.AnyValue);
                break;
            case ValuePattern.Matches matches:
                WriteMatchers(to, "RegexMatcher", matches.Regex);
                break;
            case ValuePattern.Exact exact:
                WriteMatchers(to, "ExactMatcher", exact.Value);
                break;
        }

        to.WriteEndObject();
    }

    private static void WriteExact(Utf8JsonWriter to, string what, NamedPattern named)
    {
        to.WriteStartObject();
        to.WriteString("Name", named.Name);
        WriteMatchers(to, "ExactMatcher", StubJson.Exact(what, named));
        to.WriteEndObject();
    }

    private static void WriteMatchers(Utf8JsonWriter to, string name, string pattern, bool reject = false)
    {
        to.WriteStartArray("Matchers");
        to.WriteStartObject();
        WriteMatcher(to, name, pattern, reject);
        to.WriteEndObject();
        to.WriteEndArray();
    }

    private static void WriteMatcher(Utf8JsonWriter to, string name, string pattern, bool reject = false)
    {
        to.WriteString("Name", name);
        to.WriteString("Pattern", pattern);
        if (reject)
            to.WriteBoolean("RejectOnMatch", true);
    }

    private static void WriteBody(Utf8JsonWriter to, StubBody body)
    {
        switch (body)
        {
            case StubBody.Empty:
                WriteMatcher(to, "RegexMatcher", AnyText, reject: true);
                break;
            case StubBody.Text text:
                WriteMatcher(to, "ExactMatcher", StubJson.NotEmpty(text));
                break;
            case StubBody.Matches matches:
                WriteMatcher(to, "RegexMatcher", StubJson.Anchored(matches));
                break;
            case StubBody.Json json:
                to.WriteString("Name", "JsonMatcher");
                to.WritePropertyName("Pattern");
                StubJson.Object(json).WriteTo(to);
                break;
            case StubBody.Lacks lacks:
                if (!JsonPlace.IsPlainName(lacks.Property))
                    throw new InvalidOperationException(
                        $"the body must lack '{lacks.Property}', but WireMock.Net's JSON paths have been tested only with plain names.");
                WriteMatcher(to, "JsonPathMatcher", JsonPathRoot + lacks.Property, reject: true);
                break;
        }
    }
}
