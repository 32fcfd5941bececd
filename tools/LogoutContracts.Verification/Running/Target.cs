using LogoutContracts.Mocks.Plans;
using LogoutContracts.Mocks.Requests;
using LogoutContracts.Verification.Http;
using LogoutContracts.Verification.Sessions;

namespace LogoutContracts.Verification.Running;

/// <summary>The server under test.</summary>
/// <param name="AdvanceClock">Moves the target's clock forward; null if that is not possible.</param>
public sealed record Target(Uri BaseUrl, TargetKind Kind, Func<TimeSpan, CancellationToken, Task>? AdvanceClock = null)
{
    private const int TooManyRequests = 429;

    // Concurrent cases can use up the next window, too. A variant that documents 429 gets it on each attempt.
    private const int MaxTries = 3;

    /// <summary>The inputs of logins, and given sessions.</summary>
    public Accounts Accounts { get; init; } = Accounts.None;

    /// <summary>Opens sessions instead of the contract's login; null to use the login.</summary>
    public SessionOpener? Opener { get; init; }

    /// <summary>
    /// Sends a request. If the target refuses it with 429 because of a rate limit of the contract, and its clock can be moved, this moves
    /// the clock past the limit's window and sends the request again.
    /// </summary>
    internal async Task<Exchange> SendAsync(RawHttpClient wire, MockPlan plan, RenderedRequest request, CancellationToken cancellation)
    {
        var exchange = await wire.SendAsync(BaseUrl, request, cancellation);
        for (var tries = 1; tries < MaxTries && AdvanceClock is not null && exchange.Response.Status == TooManyRequests; tries++)
        {
            if (plan.Contract.RateLimits.Select(limit => (TimeSpan?)limit.Window).Max() is not { } window)
                break;
            await AdvanceClock(window, cancellation);
            exchange = await wire.SendAsync(BaseUrl, request, cancellation);
        }

        return exchange;
    }

    /// <summary>The same target with a clock in this process, such as that of a mock started by a test.</summary>
    public Target WithClock(Action<TimeSpan> advance) => this with
    {
        AdvanceClock = (by, _) =>
        {
            advance(by);
            return Task.CompletedTask;
        },
    };
}

/// <summary>What kind of server a target is.</summary>
public enum TargetKind
{
    /// <summary>A real provider: no seeded sessions, no Prefer header.</summary>
    Live,

    /// <summary>The mock of this project, with seeded sessions and the Prefer header.</summary>
    Mock,

    /// <summary>WireMock with generated stubs: like the mock, except for variants that stubs cannot express.</summary>
    Stubs,
}
