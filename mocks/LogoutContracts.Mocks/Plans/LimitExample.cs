using System.Globalization;
using LogoutContracts.Specs.Model;
using LogoutContracts.Specs.Primitives;

namespace LogoutContracts.Mocks.Plans;

/// <summary>Fixed values of a rate limit, for examples and for stubs, which cannot count requests.</summary>
internal static class LimitExample
{
    private const int Wait = 42;
    private const long Reset = 1_795_176_042;

    /// <returns>Empty if no limit counts the requests of the operation.</returns>
    public static ValueList<SeededValue> Of(Contract contract, Variant variant)
    {
        if (contract.RateLimits.Count == 0 || (variant.LimitedBy ?? LimitOf(contract, variant.Operation)) is not { } limit)
            return [];
        return
        [
            new(LimitValues.Max, Text(limit.Calls)),
            new(LimitValues.Remaining, Text(variant.Given.Condition.HasFlag(ProviderCondition.RateLimited) ? 0 : limit.Calls - 1)),
            new(LimitValues.Wait, Text(Wait)),
            new(LimitValues.Reset, Text(Reset)),
            new(LimitValues.ResetMilliseconds, Text(Reset * 1000)),
        ];
    }

    /// <summary>The variant's answer with these values in place of their placeholders.</summary>
    public static Expectation.Answer? Fill(PlannedVariant variant)
    {
        return variant.Answer is not { } answer ? null : answer with
        {
            Headers = answer.Headers.Select(header => header with { Values = header.Values.Select(Filled).ToValueList() }).ToValueList(),
            Body = answer.Body is { } body ? body with { Text = Filled(body.Text) } : null,
        };

        Template Filled(Template text) =>
            Template.Parse(text.Render(hole => hole.Role == Role.Limit ? variant.Seeds.ValueOf(hole) : hole.ToString()));
    }

    private static RateLimit? LimitOf(Contract contract, string operation) => contract.Paths
        .SelectMany(path => path.Operations.SelectMany(known => known.Variants).Concat(path.OtherMethods))
        .FirstOrDefault(known => known.LimitedBy is not null && string.Equals(known.Operation, operation, StringComparison.Ordinal))
        ?.LimitedBy;

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);
}
