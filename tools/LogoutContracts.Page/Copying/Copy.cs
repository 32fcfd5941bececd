using LogoutContracts.Mocks.Listing;
using LogoutContracts.Mocks.Plans;
using LogoutContracts.MockServer.Contracts;
using LogoutContracts.MockServer.Hosting;

namespace LogoutContracts.Page.Copying;

/// <summary>A text that sends a variant's requests when it is run.</summary>
/// <param name="Language">As in addresses.</param>
/// <param name="Code">Null if no such text gets the variant's answer.</param>
/// <param name="Reason">Why there is no text; null if there is.</param>
internal sealed record Copy(string Language, string Title, string? Code, string? Reason)
{
    public static IEnumerable<Copy> Of(MockedContract contract, PlannedVariant variant)
    {
        var (plan, address) = (contract.Plan, ReachableAddress.Of(contract.BaseAddress));
        var reason = WhyNot(variant);
        var curl = VariantWords.Curl(plan, variant, address.ToString(), CurlFiles.Here);
        yield return new("curl", "curl", reason is null ? curl : null, reason);
        reason ??= plan.IsOverTls ? "Over TLS, the code would need the files of the certificates; use the curl command." : null;
        var requests = new CodeRequests(address, [.. Preconditions.SeededRequests(plan, variant)]);
        foreach (var language in CodeLanguage.All)
            yield return new(language.Name, language.Title, reason is null ? language.Write(requests) : null, reason);
    }

    private static string? WhyNot(PlannedVariant variant) =>
        !variant.IsServed ? "The mock does not serve this variant without TLS."
        : variant.Limit is { } limit ? string.Create(
            null, $"This answer comes after {limit.Calls} requests in {limit.Window.TotalSeconds} seconds. Send it here, or force it.")
        : null;
}
