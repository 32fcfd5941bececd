using LogoutContracts.Diffing.Changes;
using LogoutContracts.Diffing.Rules.Kinds;
using LogoutContracts.Specs.Model;

namespace LogoutContracts.Diffing.Rules.Catalogs;

internal sealed class RateLimitChanged() : ContractRule(
    "rate-limit-changed", Audience.Client, ChangeLevel.Warning,
    "A client may send fewer requests.",
    "Clients are refused for a while.",
    "Make sure that clients wait and try again.")
{
    public override IEnumerable<Finding> Find(Contract? old, Contract? @new)
    {
        if (old is null || @new is null)
            yield break;
        foreach (var limit in @new.RateLimits)
        {
            var before = old.RateLimits.FirstOrDefault(known => string.Equals(known.Name, limit.Name, StringComparison.Ordinal))
                ?? (old.RateLimits.Count == 1 && @new.RateLimits.Count == 1 ? old.RateLimits[0] : null);
            if (before is null)
                yield return new($"New limit: {Of(limit)}.", false, $"limit {Of(limit)}");
            else if (RateOf(limit) < RateOf(before))
                yield return new($"The limit was {Of(before)}, and is now {Of(limit)}.", false, "limit");
        }
    }

    private static double RateOf(RateLimit limit) => limit.Calls / limit.Window.TotalSeconds;

    private static string Of(RateLimit limit) => $"{limit.Calls} requests in {Times.Of(limit.Window)}";
}
