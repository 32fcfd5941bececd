using LogoutContracts.MockServer.Contracts;

namespace LogoutContracts.MockServer.Admin.Routes;

/// <summary>Reads and advances the clock for idle timeouts and rate limits.</summary>
internal static class ClockRoutes
{
    private const string Clock = AdminRoute.Root + "/clock";

    // Limit of all advances together: timestamps count nanoseconds in 64 bits, and would overflow at 292 years.
    private static readonly TimeSpan Furthest = TimeSpan.FromDays(36_500);

    public static IEnumerable<AdminRoute> Of(ServerState server) =>
    [
        new("GET", Clock, _ => Reading(server)),
        new("POST", $"{Clock}/advance", request => Advance(server, AdminFields.OfBody(request))),
    ];

    private static AdminReply Advance(ServerState server, AdminFields body)
    {
        var by = body.Duration("by", Furthest);
        if (by is { } asked && server.Ahead is var ahead && ahead + asked > Furthest)
        {
            body.Report(
                "by",
                $"The clock is already {Iso8601.Text(ahead)} ahead, and the limit is {Iso8601.Text(Furthest)}. "
                + "Reset the server to set it back.");
        }

        if (body.Problem() is { } problem)
            return problem;
        server.Advance(by!.Value);
        return Reading(server);
    }

    private static AdminReply Reading(ServerState server) => AdminJson.Reply(json =>
    {
        var ahead = server.Ahead;
        json.WriteStartObject();
        json.WriteInstant("now", server.Clock.GetUtcNow());
        json.WriteString("ahead", Iso8601.Text(ahead));
        json.WriteEndObject();
    });
}
