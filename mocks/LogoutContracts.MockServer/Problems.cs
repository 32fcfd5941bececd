using System.Buffers;
using System.Text.Json;
using LogoutContracts.Mocks;
using LogoutContracts.Specs;
using Microsoft.AspNetCore.Http.Features;

namespace LogoutContracts.Serving;

/// <summary>
/// The mock's own refusals, as RFC 9457 problem details. No vendor answers so, and that is the point: whoever gets one knows that it came from the mock, and why. Header values,
/// bodies and queries are not repeated, as they may hold credentials.
/// </summary>
internal static class Problems
{
    private const int MaxNearest = 5;

    public static ValueTask NoPathAsync(IFeatureCollection features, MockPlan plan, string method, string requestPath)
    {
        var nearest = plan.Paths.OrderBy(path => Distance(path.Template.Text, requestPath)).ThenBy(path => path.Template.Text, StringComparer.Ordinal)
            .SelectMany(path => path.Operations).Take(MaxNearest).SelectMany(operation => operation.Variants.Where(variant => variant is { IsDefault: true, IsServed: true }).Take(1).Select(variant => (operation, variant)))
            .Select(pair => new NearMiss(pair.operation.Operation.Id, pair.variant.Name,
            [
                new("method", pair.operation.Operation.Method, method, string.Equals(pair.operation.Operation.Method, method, StringComparison.Ordinal)),
                new("path", pair.operation.Operation.Path.Text, requestPath, false),
            ]));
        return WriteAsync(features, 404, "no-path", "No operation has this path", $"The contract '{plan.Contract.Id}' has no path {requestPath}.", nearest);
    }

    public static ValueTask NoVariantAsync(IFeatureCollection features, MockPlan plan, RunningPath path, RunningOperation operation, RequestFacts facts, KestrelRequest request, JsonElement? body)
    {
        // On a method that the path does not have, every variant of the path is a near miss, by its method.
        var candidates = operation.Variants.Count > 0 ? [operation] : path.All;
        var nearest = candidates.SelectMany(candidate => candidate.Variants.Where(variant => variant.Planned.IsDefault).Select(variant => (candidate, variant)))
            .Select(pair => new NearMiss(pair.variant.Planned.Operation, pair.variant.Planned.Name,
            [
                .. pair.candidate.Operation is { } known ? [new RulePart("method", known.Method, facts.Method, string.Equals(known.Method, facts.Method, StringComparison.Ordinal))] : Array.Empty<RulePart>(),
                .. pair.variant.Rule.Explain(facts, request, body),
            ]))
            .OrderBy(miss => miss.Parts.Count(part => !part.Fits)).ThenByDescending(miss => miss.Parts.Count).Take(MaxNearest);
        return WriteAsync(features, 404, "no-variant", "No variant rules this request", $"The contract '{plan.Contract.Id}' knows {path.Template}, but says nothing about this request.", nearest);
    }

    public static ValueTask NoSuchVariantAsync(IFeatureCollection features, RunningOperation operation, Preference preference) => WriteAsync(
        features, 400, "no-such-variant", "The header Prefer asks for a variant that is not there",
        $"Nothing here answers to {preference}; there is {string.Join(", ", operation.Variants.Select(Summary))}.", []);

    public static ValueTask BadRequestAsync(IFeatureCollection features, int status, string reason) => WriteAsync(features, status, "bad-request", "The request cannot be read", reason, []);

    public static ValueTask CrashedAsync(IFeatureCollection features) => WriteAsync(features, 500, "mock-error", "The mock failed", "This is a bug of the mock, not an answer of the contract. Its log has the details.", []);

    public static ValueTask NoAdminPathAsync(IFeatureCollection features, string method, string path) => WriteAsync(
        features, 404, "no-path", "No operation has this path", $"{method} {path} is not there; there is GET /health, GET /contracts and POST /reset.", []);

    private static ValueTask WriteAsync(IFeatureCollection features, int status, string type, string title, string detail, IEnumerable<NearMiss> nearest)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer, new() { Indented = true, Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            json.WriteStartObject();
            json.WriteString("type", $"urn:logout-contracts:{type}");
            json.WriteString("title", title);
            json.WriteNumber("status", status);
            json.WriteString("detail", detail);
            WriteNearest(json, [.. nearest]);
            json.WriteEndObject();
        }

        return Sending.JsonAsync(features, status, "application/problem+json", buffer.WrittenMemory);
    }

    private static void WriteNearest(Utf8JsonWriter json, List<NearMiss> nearest)
    {
        if (nearest.Count == 0)
            return;
        json.WriteStartArray("nearest");
        foreach (var miss in nearest)
        {
            json.WriteStartObject();
            json.WriteString("operation", miss.Operation);
            json.WriteString("variant", miss.Variant);
            json.WriteStartArray("parts");
            foreach (var part in miss.Parts)
            {
                json.WriteStartObject();
                json.WriteString("part", part.Part);
                json.WriteString("expected", part.Expected);
                json.WriteString("actual", part.Actual);
                json.WriteBoolean("fits", part.Fits);
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static string Summary(RunningVariant variant) =>
        $"{variant.Planned.Name} ({variant.Status}{(variant.Planned.Answer!.Body is { Example.Length: > 0 } body ? $", {body.Example}" : "")})";

    // How many characters two paths do not share, from both ends: cheap, and good enough to put the likeliest first.
    private static int Distance(string one, string other)
    {
        var prefix = one.AsSpan().CommonPrefixLength(other);
        var longest = Math.Max(one.Length, other.Length);
        var suffix = 0;
        while (suffix < Math.Min(one.Length, other.Length) - prefix && one[^(suffix + 1)] == other[^(suffix + 1)])
            suffix++;
        return longest - prefix - suffix;
    }

    private sealed record NearMiss(string Operation, string Variant, ValueList<RulePart> Parts);
}
