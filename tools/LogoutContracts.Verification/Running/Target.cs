using LogoutContracts.Verification.Sessions;

namespace LogoutContracts.Verification.Running;

/// <summary>A base URL that is under test.</summary>
/// <param name="AdvanceClock">Moves the target's clock forward; null if it cannot be moved.</param>
public sealed record Target(Uri BaseUrl, TargetKind Kind, Func<TimeSpan, CancellationToken, Task>? AdvanceClock = null)
{
    /// <summary>What logins are made with.</summary>
    public Accounts Accounts { get; init; } = Accounts.None;

    /// <summary>Opens a session in another way than by the contract's login; null: there is none.</summary>
    public SessionOpener? Opener { get; init; }

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
