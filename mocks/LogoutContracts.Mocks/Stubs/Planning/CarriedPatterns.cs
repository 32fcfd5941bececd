using System.Text.RegularExpressions;
using LogoutContracts.Specs.Model;

namespace LogoutContracts.Mocks.Stubs.Planning;

/// <summary>Patterns for requests with and without credentials.</summary>
internal static class CarriedPatterns
{
    /// <summary>All ways to send a session's credentials: every combination of their carriers.</summary>
    public static IEnumerable<IReadOnlyList<CarriedPattern>> Of(SessionModel model, Func<string, string> valueOf)
    {
        IEnumerable<IReadOnlyList<CarriedPattern>> ways = [[]];
        foreach (var credential in model.Credentials)
            ways = ways.SelectMany(
                way => credential.Carriers.Select(
                    carrier => (IReadOnlyList<CarriedPattern>)[.. way, Carry(carrier, valueOf(credential.Name))]));
        return ways;
    }

    /// <summary>Requests that carry none of these credentials.</summary>
    public static IReadOnlyList<CarriedPattern> Without(IEnumerable<Credential> credentials) =>
        [.. credentials.SelectMany(credential => credential.Carriers)
            .Select(carrier => carrier.Kind == CarrierKind.Header ? carrier.Name : "Cookie").Distinct(StringComparer.OrdinalIgnoreCase)
            .Select(header => new CarriedPattern(false, header, new ValuePattern.Absent(), null))];

    private static CarriedPattern Carry(Carrier carrier, string value)
    {
        var text = carrier.Prefix + value + carrier.Suffix;
        ValuePattern pattern = carrier.IsSetCookie ? new ValuePattern.Matches($"^{Regex.Escape(text)}(;|$)") : new ValuePattern.Exact(text);
        return new(carrier.Kind == CarrierKind.Cookie, carrier.Name, pattern, text);
    }
}
