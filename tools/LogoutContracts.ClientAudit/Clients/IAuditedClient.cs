namespace LogoutContracts.ClientAudit.Clients;

/// <summary>A client that an audit runs against mocks.</summary>
public interface IAuditedClient
{
    /// <summary>Its name in reports.</summary>
    string Name { get; }

    /// <summary>
    /// Whether it keeps its login between runs, so that login, call and logout are steps of their own. Otherwise one run does everything.
    /// </summary>
    bool HasSteps { get; }

    /// <summary>Runs one step, and waits until it has ended.</summary>
    /// <param name="cancellation">Cancelled when the time for the step is over; then end it, and return.</param>
    Task<StepEnd> RunAsync(ClientStep step, ClientRun run, CancellationToken cancellation);
}

/// <summary>What a client is asked to do.</summary>
public enum ClientStep
{
    /// <summary>Log in, make a call, log out.</summary>
    All,
    Login,
    Call,
    Logout,
}

/// <summary>How a step ended.</summary>
/// <param name="HasEnded">False if it was still running when its time was over.</param>
public sealed record StepEnd(bool HasEnded)
{
    /// <summary>Everything that it printed or logged.</summary>
    public string Output { get; init; } = "";

    /// <summary>Whether it may send more requests after its end, because parts of it still run.</summary>
    public bool MayContinue { get; init; }

    /// <summary>Why it failed, in a few words; null if it did not.</summary>
    public string? Failure { get; init; }
}
