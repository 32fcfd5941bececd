using System.Text.Json;
using LogoutContracts.Mocks.Matching;
using LogoutContracts.Mocks.Plans;
using LogoutContracts.Mocks.Requests;
using LogoutContracts.MockServer.Http;
using LogoutContracts.MockServer.Routing;
using LogoutContracts.Specs.Primitives;

namespace LogoutContracts.MockServer.Deciding;

/// <summary>Finds the variants that almost match a request.</summary>
internal static class NearMisses
{
    private const int MaxNearest = 5;

    /// <summary>The near misses with credentials replaced by hashes, and what may be a part of one masked.</summary>
    public static ValueList<NearMiss> WithoutCredentials(this IEnumerable<NearMiss> misses, Redactor redactor) =>
        misses.Select(
            miss => miss with
            {
                Parts = miss.Parts.Select(part => part with { Actual = SecretLookalikes.Masked(redactor.Hide(part.Actual)) }).ToValueList(),
            })
            .ToValueList();

    /// <summary>For an unknown path: the operations on the most similar paths.</summary>
    public static IEnumerable<NearMiss> OfPath(MockPlan plan, string method, string requestPath) => plan.Paths
        .OrderBy(path => Distance(path.Template.Text, requestPath)).ThenBy(path => path.Template.Text, StringComparer.Ordinal)
        .SelectMany(path => path.Operations).Take(MaxNearest)
        .SelectMany(operation => operation.Variants
            .Where(variant => variant is { IsDefault: true, IsServed: true }).Take(1).Select(variant => (operation, variant)))
        .Select(pair => new NearMiss(pair.operation.Operation.Id, pair.variant.Name,
        [
            new("method", pair.operation.Operation.Method, method,
                string.Equals(pair.operation.Operation.Method, method, StringComparison.Ordinal)),
            new("path", pair.operation.Operation.Path.Text, requestPath, false),
        ]));

    /// <summary>For a known path on which no rule matches: the variants with the fewest mismatches.</summary>
    public static IEnumerable<NearMiss> OfRules(
        RunningPath path, RunningOperation operation, RequestFacts facts, KestrelRequest request, JsonElement? body)
    {
        // If the path does not have the method, every variant of the path is a near miss.
        var candidates = operation.Variants.Count > 0 ? [operation] : path.All;
        return candidates
            .SelectMany(candidate => candidate.Variants.Where(variant => variant.Planned.IsDefault).Select(variant => (candidate, variant)))
            .Select(pair => new NearMiss(pair.variant.Planned.Operation, pair.variant.Planned.Name,
            [
                .. pair.candidate.Operation is { } known
                    ? [new RulePart(
                        "method", known.Method, facts.Method, string.Equals(known.Method, facts.Method, StringComparison.Ordinal))]
                    : Array.Empty<RulePart>(),
                .. pair.variant.Rule.Explain(facts, request, body),
            ]))
            .OrderBy(miss => miss.Parts.Count(part => !part.Fits)).ThenByDescending(miss => miss.Parts.Count).Take(MaxNearest);
    }

    public static void Write(Utf8JsonWriter json, IEnumerable<NearMiss> nearest)
    {
        json.WriteStartArray();
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

    // Length without the common prefix and suffix: cheap, and good enough to sort by.
    private static int Distance(string one, string other)
    {
        var prefix = one.AsSpan().CommonPrefixLength(other);
        var longest = Math.Max(one.Length, other.Length);
        var suffix = 0;
        while (suffix < Math.Min(one.Length, other.Length) - prefix && one[^(suffix + 1)] == other[^(suffix + 1)])
            suffix++;
        return longest - prefix - suffix;
    }
}
