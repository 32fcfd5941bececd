using LogoutContracts.Mocks.Plans;
using LogoutContracts.Mocks.Requests;
using LogoutContracts.Verification.Http;
using LogoutContracts.Verification.Sessions;

namespace LogoutContracts.Verification.Running;

/// <summary>A base URL that is under test.</summary>
/// <param name="AdvanceClock">Moves the target's clock forward; null if it cannot be moved.</param>
public sealed record Target(Uri BaseUrl, TargetKind Kind, Func<TimeSpan, CancellationToken, Task>? AdvanceClock = null)
{
    private const int TooManyRequests = 429;

    // Cases that run side by side can use up a window that this one has moved to. A variant that refuses with 429 does so each time.
    private const int MaxTries = 3;

    /// <summary>What logins are made with.</summary>
    public Accounts Accounts { get; init; } = Accounts.None;

    /// <summary>Opens a session in another way than by the contract's login; null: there is none.</summary>
    public SessionOpener? Opener { get; init; }

    /// <summary>
    /// Sends a request. If the target refuses it because of a rate limit of the contract, and its clock can be moved, this moves the clock past the limit's window and
    /// sends the request again.
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

    /// <summary>The same target with a clock in this process, such as that of a mock which a test has started.</summary>
    public Target WithClock(Action<TimeSpan> advance) => this with
    {
        AdvanceClock = (by, _) =>
        {
            advance(by);
            return Task.CompletedTask;
        },
    };
}

public enum TargetKind
{
    /// <summary>A provider of flesh and blood: it knows no seeded session and cannot be told what to answer.</summary>
    Live,

    /// <summary>Our mock: knows the seeded sessions and the header Prefer.</summary>
    Mock,

    /// <summary>A WireMock with our stubs: as the mock, but for the variants that stubs cannot express.</summary>
    Stubs,
}
