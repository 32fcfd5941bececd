using LogoutContracts.MockServer.Tls;

namespace LogoutContracts.ClientAudit.Clients;

/// <summary>Settings of an audit of a client.</summary>
public sealed record ClientAuditOptions
{
    /// <summary>The time for each step of the client. A client that has not ended by then is stopped.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>
    /// How long requests that were already on their way may still arrive: only a request that arrives later than this after the last byte
    /// of an answer counts as sent after it.
    /// </summary>
    public TimeSpan Grace { get; init; } = TimeSpan.FromMilliseconds(250);

    /// <summary>How long the slow answer takes. It should be shorter than <see cref="Timeout"/>.</summary>
    public TimeSpan Slow { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>The number of seconds in the Retry-After header of the scenario "429-seconds"; at least 1.</summary>
    public int RetryAfter { get; init; } = 2;

    /// <summary>How many scenarios run at the same time. With a fixed <see cref="Port"/>, they run one by one.</summary>
    public int Parallel { get; init; } = 4;

    /// <summary>Port of the mock; 0 for a free one for each scenario.</summary>
    public int Port { get; init; }

    /// <summary>Null for plain HTTP.</summary>
    public ServerTls? Tls { get; init; }

    /// <summary>Selects the scenarios to run besides "success", by name. Default: all.</summary>
    public Func<string, bool> Includes { get; init; } = static _ => true;

    /// <summary>Called when a scenario has ended, with its name.</summary>
    public Action<string>? OnScenario { get; init; }

    /// <summary>Values to replace in <see cref="ClientRun.Account"/>, by name.</summary>
    public IReadOnlyDictionary<string, string> Account { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>Only the type name: the record's default would print the account.</summary>
    public override string ToString() => nameof(ClientAuditOptions);
}
