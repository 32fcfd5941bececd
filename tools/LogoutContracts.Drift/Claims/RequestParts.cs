using System.Text.Json;
using LogoutContracts.Drift.Facts;
using LogoutContracts.Specs.Model;

namespace LogoutContracts.Drift.Claims;

/// <summary>The names in the example requests of variants.</summary>
internal static class RequestParts
{
    /// <summary>The headers, without those that clients set by themselves, and without the credentials that another source names.</summary>
    public static IEnumerable<string> Headers(Contract contract, Variant variant) => variant.Request.Headers.Select(header => header.Name)
        .Where(name => !name.Equals("Content-Type", StringComparison.OrdinalIgnoreCase)
            && IsDocumented(contract, CarrierKind.Header, name));

    /// <summary>The names of query parameters, cookies and top-level properties or fields of the body.</summary>
    public static IEnumerable<string> Parameters(Contract contract, Variant variant) => variant.Request.Query.Select(query => query.Name)
        .Where(name => IsDocumented(contract, CarrierKind.Query, name))
        .Concat(variant.Request.Cookies.Select(cookie => cookie.Name).Where(name => IsDocumented(contract, CarrierKind.Cookie, name)))
        .Concat(BodyNames(variant));

    /// <summary>The top-level properties or fields of the body.</summary>
    public static IEnumerable<string> BodyNames(Variant variant)
    {
        if (variant.Request.Body is not { } body)
            return [];
        return JsonText.Of(body.Text) is { ValueKind: JsonValueKind.Object } json
            ? [.. json.EnumerateObject().Select(property => property.Name)] : SentData.Names(body.Text);
    }

    /// <summary>The word before a credential in a header, such as <c>Bearer</c>, with the name of the header.</summary>
    public static IEnumerable<(string Header, string Scheme)> Schemes(Contract contract, IReadOnlyCollection<string> headers) =>
        contract.Sessions.Credentials.SelectMany(credential => credential.Carriers)
            .Where(carrier => carrier.Kind == CarrierKind.Header && headers.Contains(carrier.Name, StringComparer.OrdinalIgnoreCase)
                && carrier.Prefix.EndsWith(' ') && carrier.Prefix.Trim().All(char.IsAsciiLetter))
            .Select(carrier => (carrier.Name, carrier.Prefix.Trim())).Distinct();

    private static bool IsDocumented(Contract contract, CarrierKind kind, string name) => contract.Sessions.Credentials
        .Where(credential => credential.Carriers.Any(
            carrier => carrier.Kind == kind && carrier.Name.Equals(name, StringComparison.OrdinalIgnoreCase)))
        .All(credential => credential.CarriersBasis is null or { Kind: BasisKind.Document });
}
