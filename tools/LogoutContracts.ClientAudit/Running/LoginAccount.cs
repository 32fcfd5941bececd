using LogoutContracts.Mocks.Plans;
using LogoutContracts.Mocks.Requests;
using LogoutContracts.Mocks.Requests.Editing;
using LogoutContracts.Specs.Json;
using LogoutContracts.Verification.Sessions;

namespace LogoutContracts.ClientAudit.Running;

/// <summary>
/// What a client needs to log in to a mock: the inputs of the contract's login with the values of its example, and the OAuth client.
/// </summary>
internal static class LoginAccount
{
    /// <param name="instead">Values to use instead, by name.</param>
    public static IReadOnlyDictionary<string, string> Of(MockPlan plan, IReadOnlyDictionary<string, string> instead)
    {
        var requests = plan.Variants.Where(planned => planned is { IsDefault: true, IsServed: true, Variant.Opens: true })
            .Select(planned => RenderedRequest.Of(planned.Variant.Request, hole => hole.ToString())).ToList();
        var account = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var name in LoginInputs.Of(plan))
        {
            if (instead.TryGetValue(name, out var given))
                account[name] = given;
            else if (requests.Select(request => ValueIn(request, name)).FirstOrDefault(value => value is not null) is { } value)
                account[name] = value;
        }

        if (plan.Contract.Sessions.Clients is [var client, ..])
            (account["client_id"], account["client_secret"]) = (client.Id, client.Secret);
        return account;
    }

    private static string? ValueIn(RenderedRequest request, string name) =>
        request.BodyNames().Contains(name, StringComparer.Ordinal)
            ? request.BodyValue($"/{JsonPointer.Escaped(name)}")?.ToString()
            : QueryValue(request, name) ?? request.Header(name);

    private static string? QueryValue(RenderedRequest request, string name) =>
        QueryText.TryFind(request.Target.Split('?', 2) is [_, var query] ? query : "", name, out var value) ? value.ToString() : null;
}
