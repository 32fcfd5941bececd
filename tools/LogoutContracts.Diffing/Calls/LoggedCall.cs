using LogoutContracts.Mocks.Requests;
using LogoutContracts.Specs.Model;
using LogoutContracts.Specs.Primitives;

namespace LogoutContracts.Diffing.Calls;

/// <summary>A call of a client, from a mock's journal or from a recording.</summary>
/// <param name="Number">Its place in the log, from 1.</param>
/// <param name="Status">The status of the answer; 0 if there was none.</param>
public sealed record LoggedCall(int Number, RenderedRequest Request, int Status)
{
    /// <summary>What the mock knew; null for a recording, whose sessions follow from its logins and logouts.</summary>
    public JournaledFacts? Facts { get; init; }

    /// <summary>The headers of the recorded answer.</summary>
    public ValueList<Header> AnswerHeaders { get; init; } = [];

    /// <summary>The body of the recorded answer.</summary>
    public string AnswerBody { get; init; } = "";
}

/// <summary>What a mock knew about a call. The journal hides credentials, so that these facts stand for them.</summary>
/// <param name="Contract">The id of the contract.</param>
/// <param name="Variant">The variant that answered; null if none did.</param>
public sealed record JournaledFacts(string Contract, string? Operation, string? Variant, CallerStates Caller, TargetStates Target);

/// <summary>The calls of a client, in order.</summary>
/// <param name="Dropped">How many calls the log does not have any more, or leaves out.</param>
public sealed record CallLog(ValueList<LoggedCall> Calls, long Dropped);
