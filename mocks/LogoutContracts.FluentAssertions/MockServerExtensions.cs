using LogoutContracts.MockServer;
using LogoutContracts.MockServer.Journaling;
using LogoutContracts.Specs.Model;

namespace LogoutContracts.FluentAssertions;

/// <summary>Adds assertions on mock servers to FluentAssertions.</summary>
public static class MockServerExtensions
{
    /// <summary>Starts an assertion on a mock server, such as <c>mock.Should().HaveEndedSession(token)</c>.</summary>
    public static MockServerAssertions Should(this LogoutMockServer mock) => new(mock);

    internal static SessionState? StateOf(this LogoutMockServer mock, string credential) =>
        mock.Contracts.Select(contract => contract.Sessions.StateOf(credential)).FirstOrDefault(state => state is not null);

    internal static IReadOnlyList<JournalEntry> CallsOf(this LogoutMockServer mock, string credential) =>
        [.. mock.Contracts.SelectMany(contract => contract.Sessions.CallsOf(credential, mock.Journal))];

    internal static bool EndsSessions(this LogoutMockServer mock, JournalEntry entry) =>
        mock[entry.Contract].Plan.Contract.FindOperation(entry.Operation ?? "") is { Session.Ends: not SessionEnd.Nothing };
}
