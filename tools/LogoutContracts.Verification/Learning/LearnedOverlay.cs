using System.Globalization;
using System.Text;
using System.Text.Json;
using LogoutContracts.Mocks.Plans;
using LogoutContracts.Specs.Json;
using LogoutContracts.Specs.Primitives;
using LogoutContracts.Verification.Http;

namespace LogoutContracts.Verification.Learning;

/// <summary>Turns answers that refute assumptions into an OpenAPI Overlay 1.0 document. Pure; the same input gives the same text.</summary>
internal static class LearnedOverlay
{
    private const int RequestTimeout = 408;
    private const int TooManyRequests = 429;

    // In characters. A longer page is not a useful example.
    private const int LongestBody = 8_000;

    /// <param name="pairs">Pairs of answers to the same variant, from two fresh sessions.</param>
    /// <param name="target">The base URL of the target.</param>
    /// <returns>Null if nothing can be learned.</returns>
    public static string? Text(MockPlan plan, IEnumerable<(ObservedAnswer First, ObservedAnswer Second)> pairs, Uri target, DateOnly date)
    {
        var learned = pairs.Where(pair => CanLearn(plan, pair.First, pair.Second)).ToList();
        if (learned.Count == 0)
            return null;
        var day = date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        var text = new StringBuilder();
        Line(text, 0, "overlay: 1.0.0");
        Line(text, 0, "info:");
        Line(text, 1, $"title: {YamlText.Scalar($"Observations of {plan.Contract.Id} at {target}")}");
        Line(text, 1, $"version: '{day}'");
        Line(text, 1, $"description: {YamlText.Scalar($"Learned from {target} on {day}.")}");
        Line(text, 0, $"extends: {YamlText.Scalar($"{plan.Contract.Id}/{plan.Contract.File.Split('/')[^1]}")}");
        Line(text, 0, "actions:");
        foreach (var (first, second) in learned)
            Append(text, plan, first, new(first, $"{target}, {day}", Varying(first, second)));
        return text.ToString();
    }

    /// <summary>The YAML to put into the spec for one observed answer.</summary>
    public static string Correction(ObservedAnswer observed, Uri target, DateOnly date)
    {
        var learned = new LearnedVariant(observed, $"{target}, {date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)}", []);
        var text = new StringBuilder();
        Line(text, 0, $"{YamlText.Scalar(observed.Expected.Name)}:");
        foreach (var line in learned.VariantLines())
            Line(text, 1, line);
        Line(text, 0, "components:");
        Line(text, 1, "responses:");
        foreach (var line in learned.ResponseLines())
            Line(text, 2, line);
        return text.ToString();
    }

    private static bool CanLearn(MockPlan plan, ObservedAnswer first, ObservedAnswer second)
    {
        var status = first.Response.Status;
        return status is < 500 and not RequestTimeout and not TooManyRequests && status == second.Response.Status
            && !first.HoldsSecret && !second.HoldsSecret
            && string.Equals(first.MediaType, second.MediaType, StringComparison.Ordinal) && first.Response.Body.Length <= LongestBody
            && (IsJson(first) || string.Equals(first.Response.Body, second.Response.Body, StringComparison.Ordinal))
            && first.Stated.All(header => HaveSameHeader(first.Response, second.Response, header.Name))
            && !first.Differs("header Set-Cookie") && KeepsLiveAndDeadApart(plan, first);
    }

    private static bool HaveSameHeader(ReceivedResponse first, ReceivedResponse second, string name) =>
        first.ValuesOf(name).SequenceEqual(second.ValuesOf(name), StringComparer.Ordinal);

    /// <summary>Whether the status still distinguishes live from dead sessions. Differences of the body are not learned.</summary>
    private static bool KeepsLiveAndDeadApart(MockPlan plan, ObservedAnswer observed)
    {
        if (!observed.Expected.IsNamedAs(plan.Live) && !observed.Expected.IsNamedAs(plan.Dead))
            return true;
        var other = observed.Expected.IsNamedAs(plan.Live) ? plan.Dead : plan.Live;
        return other.Answer?.Status != observed.Response.Status;
    }

    private static bool IsJson(ObservedAnswer observed) =>
        MediaType.IsJson(observed.MediaType) && ResponseJson.Parse(observed.Response.Body) is not null;

    private static void Append(StringBuilder text, MockPlan plan, ObservedAnswer observed, LearnedVariant learned)
    {
        var place = PlaceOf(plan, observed.Expected);
        Line(text, 1, "- target: $");
        Line(text, 2, "update:");
        Line(text, 3, "components:");
        Line(text, 4, "responses:");
        foreach (var line in learned.ResponseLines())
            Line(text, 5, line);
        foreach (var removed in learned.Removed())
        {
            Line(text, 1, $"- target: {place}.{removed}");
            Line(text, 2, "remove: true");
        }

        Line(text, 1, $"- target: {place}");
        Line(text, 2, "update:");
        foreach (var line in learned.VariantLines())
            Line(text, 3, line);
    }

    private static string PlaceOf(MockPlan plan, PlannedVariant variant)
    {
        var path = plan.Paths.First(path =>
            path.OtherMethods.Contains(variant) || path.Operations.Any(operation => operation.Variants.Contains(variant)));
        var method = path.OtherMethods.Contains(variant)
            ? "" : $".{plan.Contract.FindOperation(variant.Operation)!.Method.ToLowerInvariant()}";
        return $"$.paths[{Name(path.Template.Text)}]{method}['x-variants'][{Name(variant.Name)}]";
    }

    private static string Name(string text) =>
        $"'{text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("'", "\\'", StringComparison.Ordinal)}'";

    /// <summary>JSON pointers to the values that differ between two answers.</summary>
    private static List<string> Varying(ObservedAnswer first, ObservedAnswer second) => IsJson(first) && IsJson(second)
        ? [.. Pointers(ResponseJson.Parse(first.Response.Body)!.Value, ResponseJson.Parse(second.Response.Body)!.Value, "")] : [];

    private static IEnumerable<string> Pointers(JsonElement one, JsonElement other, string pointer)
    {
        if (JsonElement.DeepEquals(one, other))
            return [];
        if (one.ValueKind == JsonValueKind.Object && other.ValueKind == JsonValueKind.Object)
        {
            return one.EnumerateObject().Where(property => other.TryGetProperty(property.Name, out _)).SelectMany(property =>
                Pointers(property.Value, other.GetProperty(property.Name), $"{pointer}/{JsonPointer.Escaped(property.Name)}"));
        }

        return pointer.Length == 0 ? [] : [pointer];
    }

    private static void Line(StringBuilder text, int depth, string line) => text.Append(' ', depth * 2).Append(line).Append('\n');
}
