using LogoutContracts.Specs.Model;
using LogoutContracts.Specs.Primitives;
using LogoutContracts.Specs.Reading.Documents;

namespace LogoutContracts.Specs.Reading.Contracts;

/// <summary>Reads <c>x-contract.rateLimits</c>.</summary>
internal static class RateLimitReader
{
    private const int MaxCalls = 1_000_000;

    private static readonly Words<LimitKey> Keys = new() { ["address"] = LimitKey.Address, ["user"] = LimitKey.User };

    private static readonly Words<bool> Scopes = new() { ["operation"] = false, ["contract"] = true };

    /// <returns>
    /// The limits. Invalid parts are reported and replaced by defaults, so that references to the limit are not reported as well.
    /// </returns>
    public static ValueList<RateLimit> Read(Fields? limits, SpecDocument document)
    {
        var read = new List<RateLimit>();
        foreach (var entry in limits?.Map.Entries ?? [])
        {
            if (document.FieldsOf(entry.Value, $"rate limit '{entry.Key}'") is not { } fields)
                continue;
            var calls = fields.Integer("calls", 1, MaxCalls) ?? 1;
            fields.Required("window");
            var window = fields.Duration("window") ?? TimeSpan.MaxValue;
            var key = fields.Choice("per", Keys) ?? LimitKey.Address;
            var isShared = fields.Choice("scope", Scopes) ?? false;
            fields.RejectOthers();
            read.Add(new(entry.Key, calls, window, key, isShared));
        }

        return read.ToValueList();
    }
}
