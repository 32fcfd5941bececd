using LogoutContracts.Diffing.Changes;
using LogoutContracts.Mocks.Matching;

namespace LogoutContracts.Diffing.Calls;

/// <summary>Knows in which states the sessions were when a client made its calls.</summary>
internal interface ICallSessions
{
    /// <summary>What the call can have been, the likeliest first.</summary>
    IEnumerable<TriedRequest> Readings(LoggedCall call);

    /// <summary>Remembers what the call has changed.</summary>
    /// <param name="reading">The reading that explains the recorded answer.</param>
    void Accept(LoggedCall call, TriedRequest reading, Resolution explained);
}
