using LogoutContracts.MockServer;
using LogoutContracts.MockServer.Admin;
using LogoutContracts.Page.Sending;

namespace LogoutContracts.Page.Copying;

/// <summary>Returns the requests that show a variant as texts to copy: a curl command and programs.</summary>
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
            return AdminJson.Reply(json => json.WriteArray(Copy.Of(contract, variant), static (json, copy) =>
            {
                json.WriteStartObject();
                json.WriteString("language", copy.Language);
                json.WriteString("title", copy.Title);
                json.WriteString("code", copy.Code);
                json.WriteString("reason", copy.Reason);
                json.WriteEndObject();
            }));
        }),
    ];
}
