using LogoutContracts.Mocks.Plans;
using LogoutContracts.Mocks.Requests;
using LogoutContracts.MockServer.Contracts;

namespace LogoutContracts.Tests.Support;

/// <summary>A mock of one contract, in one server or in several.</summary>
internal interface IMock
{
    MockPlan Plan { get; }

    MockSessions Sessions { get; }

    Task<Reply> SendAsync(RenderedRequest request);

    void Reset();

    void Advance(TimeSpan by);
}
