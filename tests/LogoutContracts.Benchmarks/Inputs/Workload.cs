using LogoutContracts.Mocks.Plans;
using LogoutContracts.Mocks.Requests;
using LogoutContracts.Specs.Primitives;

namespace LogoutContracts.Benchmarks.Inputs;

/// <summary>The requests to send to a server. They change no state, so that all get the same answer.</summary>
/// <param name="Preparation">Requests to send once before. They may change state.</param>
internal sealed record Workload(string Title, IReadOnlyList<RenderedRequest> Preparation, IReadOnlyList<RenderedRequest> Requests)
{
    /// <summary>An unknown session id: 404, always with the same bytes.</summary>
    public static Workload UnknownSession => Of("POST, 404", Plans.Rocketchat, Plans.Logout, "session-unknown");

    /// <summary>A session that has ended before: 200, with its id in the answer.</summary>
    public static Workload EndedAgain => Of("POST, 200 with a value in it", Plans.Rocketchat, Plans.Logout, "own-ended-again");

    /// <summary>A token that has been logged out before: 401.</summary>
    public static Workload Replay => Of("DELETE, 401", Plans.Laravel, "logout", "replay");

    /// <summary>A live access token in a form, with a client that authenticates: 200.</summary>
    /// <param name="release">Of the contract oauth2; in the release jwt, the token is a JSON Web Token.</param>
    public static Workload Introspection(string release) =>
        Of($"token in a form, {release}", Plans.OAuth(release), "introspect", "access-token-active");

    /// <summary>A live token of Laravel: 200.</summary>
    public static Workload LiveToken => Of("GET, 200", Plans.Laravel, Plans.Laravel.Live.Operation, Plans.Laravel.Live.Name);

    /// <summary>The last request, once with each bearer token.</summary>
    public Workload WithTokens(IEnumerable<string> tokens)
    {
        var request = Requests[^1];
        return WithRequests(tokens.Select(token => request with
        {
            Headers = request.Headers
                .Select(header => header.Name is "Authorization" ? header with { Value = $"Bearer {token}" } : header).ToValueList(),
        }));
    }

    public Workload WithRequests(IEnumerable<RenderedRequest> requests) => this with { Requests = [.. requests] };

    private static Workload Of(string title, MockPlan plan, string operation, string variant)
    {
        var requests = Preconditions.SeededRequests(plan, plan.Find(operation, variant));
        return new(title, [.. requests.SkipLast(1)], [requests[^1]]);
    }
}
