using LogoutContracts.Mocks.Plans;

namespace LogoutContracts.Postgres.Looks;

/// <summary>Names the variants that answer the requests of seeded sessions.</summary>
internal sealed class SeedNames(MockPlan plan)
{
    private readonly Dictionary<string, PlannedVariant> variants = plan.Variants.GroupBy(variant => Of(variant)!, StringComparer.Ordinal)
        .ToDictionary(group => group.Key, group => group.First(), StringComparer.Ordinal);

    /// <returns>Null for null.</returns>
    public static string? Of(PlannedVariant? preferred) => preferred is null ? null : $"{preferred.Operation}/{preferred.Name}";

    /// <returns>Null if no variant has the name.</returns>
    public PlannedVariant? Find(string? name) => name is null ? null : variants.GetValueOrDefault(name);
}
