using LogoutContracts.Mocks.Plans;
using LogoutContracts.Mocks.Requests;

namespace LogoutContracts.Benchmarks.Inputs;

/// <summary>What a server is driven with: requests that change nothing, so that each of a million finds what the first found.</summary>
/// <param name="Preparation">Sent once before; they may change something.</param>
internal sealed record Workload(string Title, IReadOnlyList<RenderedRequest> Preparation, IReadOnlyList<RenderedRequest> Requests)
{
    /// <summary>A session id that nobody has: 404, always with the same bytes.</summary>
    public static Workload UnknownSession => Of("POST, 404", Plans.Rocketchat, Plans.Logout, "session-unknown");

    /// <summary>A session that was ended before: 200, and the answer names it.</summary>
    public static Workload EndedAgain => Of("POST, 200 with a value in it", Plans.Rocketchat, Plans.Logout, "own-ended-again");

    /// <summary>A token that was logged out before: 401.</summary>
    public static Workload Replay => Of("DELETE, 401", Plans.Laravel, "logout", "replay");

    public Workload WithRequests(IEnumerable<RenderedRequest> requests) => this with { Requests = [.. requests] };

    private static Workload Of(string title, MockPlan plan, string operation, string variant)
    {
        var requests = Preconditions.SeededRequests(plan, plan.Find(operation, variant));
        return new(title, [.. requests.SkipLast(1)], [requests[^1]]);
    }
}
