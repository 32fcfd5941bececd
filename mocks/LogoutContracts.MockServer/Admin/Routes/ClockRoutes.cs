using LogoutContracts.MockServer.Clock;
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
        new("GET", Clock, _ => Reading(server.Clock)),
        new("POST", $"{Clock}/advance", request => Advance(server.Clock, AdminFields.OfBody(request))),
    ];

    private static AdminReply Advance(AdjustableClock clock, AdminFields body)
    {
        var by = body.Duration("by", Furthest);
        if (by is { } asked && clock.Ahead + asked > Furthest)
        {
            body.Report(
                "by",
                $"The clock is already {Iso8601.Text(clock.Ahead)} ahead, and the limit is {Iso8601.Text(Furthest)}. "
                + "Reset the server to set it back.");
        }

        if (body.Problem() is { } problem)
            return problem;
        clock.Advance(by!.Value);
        return Reading(clock);
    }

    private static AdminReply Reading(AdjustableClock clock) => AdminJson.Reply(json =>
    {
        json.WriteStartObject();
        json.WriteInstant("now", clock.GetUtcNow());
        json.WriteString("ahead", Iso8601.Text(clock.Ahead));
        json.WriteEndObject();
    });
}
