using LogoutContracts.ClientAudit.Clients;
using LogoutContracts.ClientAudit.Scenarios;
using LogoutContracts.Specs.Primitives;

namespace LogoutContracts.ClientAudit.Observing;

/// <summary>What one run of a client in one scenario showed.</summary>
internal sealed record RunObservation(Scenario Scenario)
{
    /// <summary>How long a request that was already on its way may still arrive.</summary>
    public required TimeSpan Grace { get; init; }

    /// <summary>In the order in which answers were decided.</summary>
    public ValueList<ObservedCall> Calls { get; init; } = [];

    /// <summary>The requests to the other origin.</summary>
    public ValueList<ObservedCall> Elsewhere { get; init; } = [];

    /// <summary>The tokens of the session that the audit had opened for the second run.</summary>
    public ValueList<ObservedToken> GivenAgain { get; init; } = [];

    /// <summary>The tokens that the client printed or logged.</summary>
    public ValueList<ObservedToken> Printed { get; init; } = [];

    /// <summary>The step that was still running when its time was over; null if all ended.</summary>
    public ClientStep? Unended { get; init; }

    /// <summary>The time that each step had.</summary>
    public TimeSpan Timeout { get; init; }

    /// <summary>Whether the client ends by itself if its logout succeeds.</summary>
    public bool EndsOtherwise { get; init; } = true;

    /// <summary>Why a step failed, in a few words; null if none did.</summary>
    public string? Failure { get; init; }

    public bool HasSteps { get; init; }

    public IEnumerable<ObservedToken> Tokens => Calls.SelectMany(call => call.Tokens).Distinct();

    /// <summary>The requests before the client ran once more.</summary>
    public IEnumerable<ObservedCall> First => Calls.Where(call => !call.IsAgain);

    /// <summary>
    /// Whether a call was certainly sent after the answer to an earlier one: it came later than that by the grace, or in the client's next
    /// run, which starts only after the first has ended.
    /// </summary>
    public bool IsAfter(ObservedCall call, ObservedCall earlier) =>
        (call.IsAgain && !earlier.IsAgain) || call.Since(earlier) > Grace;
}
