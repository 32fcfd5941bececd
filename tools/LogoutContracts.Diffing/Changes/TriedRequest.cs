using LogoutContracts.Mocks.Matching;
using LogoutContracts.Mocks.Requests;
using LogoutContracts.Specs.Primitives;

namespace LogoutContracts.Diffing.Changes;

/// <summary>A request of one contract that both versions answer.</summary>
/// <param name="Sessions">All sessions that the server knows, with the values of that contract.</param>
public sealed record TriedRequest(RenderedRequest Request, ValueList<KnownSession> Sessions);
