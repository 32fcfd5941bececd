using System.Text;
using LogoutContracts.MockServer.Contracts;

namespace LogoutContracts.MockServer.Admin.Routes;

/// <summary>Health, readiness, the OpenAPI file and reset.</summary>
internal static class StateRoutes
{
    private const string Description = "admin.openapi.yaml";

    public static IEnumerable<AdminRoute> Of(ServerState server) =>
    [
        new("GET", $"{AdminRoute.Root}/health", _ => Status("ok")) { IsOpen = true },

        // The admin API only answers once every port is open.
        new("GET", $"{AdminRoute.Root}/ready", _ =>
            server.IsReady ? Status("ready") : AdminProblems.NoState("The server has not reached the database yet."))
        {
            IsOpen = true,
        },
        new("GET", $"{AdminRoute.Root}/openapi.yaml", _ => new(200, "application/yaml", Text())),
        new("POST", $"{AdminRoute.Root}/reset", _ =>
        {
            server.Reset();
            return Status("reset");
        }),
    ];

    internal static byte[] Text()
    {
        using var stream = typeof(StateRoutes).Assembly.GetManifestResourceStream(Description)!;
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return bytes;
    }

    // On one line, so that scripts can search for it.
    private static AdminReply Status(string status) =>
        new(200, AdminJson.ContentType, Encoding.UTF8.GetBytes($$"""{"status":"{{status}}"}"""));
}
