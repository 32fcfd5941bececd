using LogoutContracts.Serving;
using LogoutContracts.Specs;

namespace LogoutContracts.Assertions;

public static class MockServerExtensions
{
    public static MockServerAssertions Should(this MockServer mock) => new(mock);

    internal static SessionState? StateOf(this MockServer mock, string credential) => mock.Contracts.Select(contract => contract.Sessions.StateOf(credential)).FirstOrDefault(state => state is not null);

    internal static IReadOnlyList<JournalEntry> CallsOf(this MockServer mock, string credential) =>
        [.. mock.Contracts.SelectMany(contract => contract.Sessions.CallsOf(credential, mock.Journal))];

    internal static bool EndsSessions(this MockServer mock, JournalEntry entry) =>
        mock[entry.Contract].Plan.Contract.FindOperation(entry.Operation ?? "") is { Session.Ends: not SessionEnd.Nothing };
}
