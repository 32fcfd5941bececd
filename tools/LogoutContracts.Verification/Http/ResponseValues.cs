using LogoutContracts.Mocks.Plans;
using LogoutContracts.Specs.Model;

namespace LogoutContracts.Verification.Http;

/// <summary>Finds the credentials and ids in an answer.</summary>
/// <remarks>Unexpected answers are searched, too, as no credential may get into a report.</remarks>
internal static class ResponseValues
{
    /// <summary>The values, by name, of a session that this operation opens; only those that the answer contains.</summary>
    public static IEnumerable<KeyValuePair<string, string>> In(
        ReceivedResponse response, MockPlan plan, string operation, bool renewed = false)
    {
        var use = plan.Contract.FindOperation(operation)?.Session ?? SessionUse.None;
        foreach (var opening in renewed ? use.Renewing : use.Opens)
        {
            if (Find(opening.From, response) is { } value)
                yield return KeyValuePair.Create(opening.Name, value);
        }
    }

    /// <returns>Null if the answer does not contain the value.</returns>
    public static string? Find(Locator from, ReceivedResponse response) => from switch
    {
        Locator.ResponseBody body => ResponseJson.TextAt(response.Body, body.Pointer),
        Locator.ResponseHeader header => response.ValuesOf(header.Name).FirstOrDefault(),
        Locator.ResponseCookie cookie => Cookie(response, cookie.Name),
        _ => null,
    };

    private static string? Cookie(ReceivedResponse response, string name)
    {
        var cookie = response.ValuesOf("Set-Cookie").FirstOrDefault(value => value.StartsWith($"{name}=", StringComparison.Ordinal));
        return cookie?[(name.Length + 1)..].Split(';')[0];
    }
}
