using LogoutContracts.Specs.Json;
using LogoutContracts.Specs.Model;
using LogoutContracts.Specs.Primitives;
using LogoutContracts.Specs.Reading.Documents;
using LogoutContracts.Specs.Reading.Variants;

namespace LogoutContracts.Specs.Reading.Contracts;

/// <summary>Checks that rate limits are used: each refuses requests, and responses show values of a limit only where one counts.</summary>
internal static class RateLimitChecks
{
    public static void Check(SpecDocument document, ValueList<RateLimit> limits, ValueList<PathItem> paths)
    {
        var groups = paths.SelectMany(path => path.Operations.Select(operation => operation.Variants).Append(path.OtherMethods)).ToList();
        var used = groups.SelectMany(variants => variants).Select(variant => variant.LimitedBy).OfType<RateLimit>().ToHashSet();
        foreach (var unused in limits.Where(limit => !used.Contains(limit)))
        {
            var at = JsonPointer.PositionOf(document.Root, $"/x-contract/rateLimits/{JsonPointer.Escaped(unused.Name)}");
            document.Problems.UnusedLimit(at, unused.Name);
        }

        foreach (var variants in groups.Where(variants => variants.All(variant => variant.LimitedBy is null)))
        {
            // Once per operation: its variants usually share their headers.
            if (variants.FirstOrDefault(ShowsLimit) is { } variant)
                document.Problems.Uncounted(variant.At, variant.Name, variant.Operation);
        }
    }

    private static bool ShowsLimit(Variant variant) => variant.Expect is Expectation.Answer answer
        && VariantChecks.TextsOf(answer).SelectMany(text => text.Holes).Any(hole => hole.Role == Role.Limit);
}
