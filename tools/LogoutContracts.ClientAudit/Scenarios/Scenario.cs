using LogoutContracts.MockServer.Overrides;

namespace LogoutContracts.ClientAudit.Scenarios;

/// <summary>What happens to the logout of a client.</summary>
/// <param name="Name">Stable, such as "reset-after".</param>
/// <param name="Summary">What happens, in a sentence.</param>
public sealed record Scenario(string Name, string Summary)
{
    internal Disturbance Disturbance { get; init; } = new Disturbance.None();

    /// <summary>The wait that the answer asks for; null if it asks for none.</summary>
    internal TimeSpan? Wait { get; init; }

    internal bool Hangs => Disturbance is Disturbance.Broken { Fault: Fault.Hang };

    internal bool IsControl => Disturbance is Disturbance.None;

    public override string ToString() => Name;
}

/// <summary>How a mock is disturbed.</summary>
internal abstract record Disturbance
{
    private Disturbance()
    {
    }

    /// <summary>Not at all.</summary>
    public sealed record None : Disturbance;

    /// <summary>Every logout gets an answer that the contract lacks.</summary>
    public sealed record Answered(int Status, string Text) : Disturbance
    {
        /// <summary>Computes the Retry-After header; null for none.</summary>
        public Func<DateTimeOffset, string>? RetryAfter { get; init; }
    }

    /// <summary>Every logout is redirected to another origin.</summary>
    public sealed record Redirected : Disturbance;

    /// <summary>Every logout meets a network fault.</summary>
    public sealed record Broken(Fault Fault) : Disturbance;

    /// <summary>The session ends elsewhere, right after its first call was answered.</summary>
    public sealed record EndedElsewhere : Disturbance;

    /// <summary>The session is renewed elsewhere, right after its first call was answered.</summary>
    public sealed record RenewedElsewhere : Disturbance;
}
