namespace LogoutContracts.Verification;

/// <summary>A base URL that is under test.</summary>
/// <param name="AdvanceClock">Moves the target's clock; null where nobody can.</param>
public sealed record Target(Uri BaseUrl, TargetKind Kind, Action<TimeSpan>? AdvanceClock = null)
{
    /// <summary>What logins are made with.</summary>
    public Accounts Accounts { get; init; } = Accounts.None;
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
