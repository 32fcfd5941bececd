using LogoutContracts.Mocks.Plans;
using LogoutContracts.Specs.Model;
using LogoutContracts.Specs.Primitives;

namespace LogoutContracts.Mocks.Listing;

/// <summary>Describes a variant in the words that specs use.</summary>
public static class VariantWords
{
    /// <summary>The roles in <c>given</c> and their states.</summary>
    public static IEnumerable<(string Role, string State)> Given(PlannedVariant variant)
    {
        var given = variant.Variant.Given;
        if (given.Caller != CallerStates.None)
            yield return ("caller", given.Caller.InSpecWords());
        if (given.Kind is not null)
            yield return ("kind", given.Kind);
        if (given.Target != TargetStates.None)
            yield return ("target", given.Target.InSpecWords());
        if (given.Other != Bystander.None)
            yield return ("other", given.Other == Bystander.Own ? "own-active" : "foreign");
        if (given.Condition != ProviderCondition.None)
            yield return ("condition", given.Condition.InSpecWords());
    }

    /// <summary>What a target must support to run the variant, in the words of specs.</summary>
    public static IEnumerable<string> NeedsOf(PlannedVariant variant) =>
        new[] { Needs.Tls, Needs.Clock, Needs.Reset }.Where(need => (variant.Variant.Needs & need) != 0).Select(need => need.InSpecWords());

    /// <summary>Why the mock does not serve the variant; null if it does.</summary>
    public static string? NotServed(PlannedVariant variant) =>
        variant.IsServed ? null : "it needs TLS with client certificates; start the server with 'serve --tls'";

    /// <summary>
    /// What selects the variant: <c>default</c>, <c>prefer</c> (the request header), <c>session</c> (its own seeded session); null if it is
    /// not served.
    /// </summary>
    public static string? ReachedBy(PlannedVariant variant) =>
        !variant.IsServed ? null : variant.IsDefault ? "default" : Preconditions.NeedsPreference(variant) ? "prefer" : "session";

    /// <summary>
    /// The template with seeded values. Values that only exist in a real response stay placeholders: <c>{opened.token}</c>.
    /// </summary>
    public static string Text(Template template, PlannedVariant variant) => template.Render(hole =>
        hole.Role is Role.Opened or Role.Fresh || variant.Seeds.Find(hole.Role) is null ? hole.ToString() : variant.Seeds.ValueOf(hole));

    /// <summary>One shell line: the requests to send first, silenced, then the variant's example.</summary>
    /// <param name="files">Used only if the mock serves TLS.</param>
    public static string Curl(MockPlan plan, PlannedVariant variant, string baseUrl, CurlFiles files)
    {
        var requests = Preconditions.SeededRequests(plan, variant);
        return string.Join("; ", requests.Select((request, i) => i < requests.Count - 1
            ? CurlCommand.Of(request, baseUrl, $"-s -o /dev/null{Options(ClientCertificate.OfOwner(plan, variant.Variant.Given.Kind))}")
            : CurlCommand.Of(request, baseUrl, $"-i{Options(ClientCertificate.Of(plan, variant))}")));

        string Options(ClientCertificate? client) => plan.IsOverTls ? $" {files.Options(client)}" : "";
    }

    /// <summary>The URL of the mock on its own loopback port.</summary>
    public static string BaseUrl(MockPlan plan) =>
        string.Create(
            System.Globalization.CultureInfo.InvariantCulture, $"{(plan.IsOverTls ? "https" : "http")}://127.0.0.1:{plan.Contract.Port}");

    /// <summary>
    /// The client certificate that the example presents over TLS, in words; null if the contract does not check certificates.
    /// </summary>
    public static string? Presents(MockPlan plan, PlannedVariant variant) => ClientCertificate.Of(plan, variant) switch
    {
        { IsExpired: true } expired => $"an expired client certificate of {expired.CommonName}",
        { } client => $"the client certificate of {client.CommonName}",
        null => variant.Variant.Request.Certificate == Certificate.None ? "no client certificate" : null,
    };
}
