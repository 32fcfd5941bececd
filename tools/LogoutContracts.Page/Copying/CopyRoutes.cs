using LogoutContracts.Mocks.Plans;
using LogoutContracts.MockServer;
using LogoutContracts.MockServer.Admin;
using LogoutContracts.MockServer.Hosting;
using LogoutContracts.Page.Sending;

namespace LogoutContracts.Page.Copying;

/// <summary>Returns the requests that show a variant as programs to copy.</summary>
internal static class CopyRoutes
{
    public static IEnumerable<AdminRoute> Of(LogoutMockServer server) =>
    [
        new("GET", $"{AdminRoute.Root}/code", request =>
        {
            var query = AdminFields.OfQuery(request);
            var asked = AskedVariant.Read(server, query);
            if (query.Problem() is { } problem)
                return problem;
            var (contract, variant) = asked!.Value;
            var reason = Reason(contract.Plan, variant);
            return AdminJson.Reply(json => json.WriteArray(CodeLanguage.All, (json, language) =>
            {
                json.WriteStartObject();
                json.WriteString("language", language.Name);
                json.WriteString("title", language.Title);
                json.WriteString("code", reason is not null ? null : language.Write(new(
                    ReachableAddress.Of(contract.BaseAddress), [.. Preconditions.SeededRequests(contract.Plan, variant)])));
                json.WriteString("reason", reason);
                json.WriteEndObject();
            }));
        }),
    ];

    /// <summary>Why there is no code; null if there is.</summary>
    private static string? Reason(MockPlan plan, PlannedVariant variant) =>
        !variant.IsServed ? "The mock does not serve this variant without TLS."
        : plan.IsOverTls ? "Over TLS, the code would need the files of the certificates; use the curl command."
        : null;
}
