using LogoutContracts.Mocks.Plans;
using LogoutContracts.Specs.Model;

namespace LogoutContracts.Verification.Http;

/// <summary>Finds what an answer hands out, whether or not the answer is as it should be: even of a wrong one, no credential must get into a report.</summary>
internal static class ResponseValues
{
    public static IEnumerable<KeyValuePair<string, string>> In(ReceivedResponse response, MockPlan plan, string operation)
    {
        foreach (var opening in plan.Contract.FindOperation(operation)?.Session.Opens ?? [])
        {
            if (Find(opening.From, response) is { } value)
                yield return KeyValuePair.Create(opening.Name, value);
        }
    }

    public static string? Find(Locator from, ReceivedResponse response) => from switch
    {
        Locator.ResponseBody body => ResponseJson.TextAt(response.Body, body.Pointer),
        Locator.ResponseHeader header => response.ValuesOf(header.Name).FirstOrDefault(),
        Locator.ResponseCookie cookie => response.ValuesOf("Set-Cookie").FirstOrDefault(value => value.StartsWith($"{cookie.Name}=", StringComparison.Ordinal)) is { } value
            ? value[(cookie.Name.Length + 1)..].Split(';')[0] : null,
        _ => null,
    };
}
