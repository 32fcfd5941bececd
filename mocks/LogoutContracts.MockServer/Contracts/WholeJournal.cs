using LogoutContracts.Mocks.Requests;
using LogoutContracts.MockServer.Journaling;
using LogoutContracts.MockServer.Sharing;
using LogoutContracts.MockServer.Stubs;

namespace LogoutContracts.MockServer.Contracts;

/// <summary>The journal of all servers that share a state.</summary>
/// <param name="contracts">The contracts of this server: it cannot hide the credentials of others.</param>
internal sealed class WholeJournal(
    ISharedJournal shared, IReadOnlyList<MockedContract> contracts, IReadOnlyList<StubMock> stubs) : IJournalReader
{
    private readonly Dictionary<string, Redactor> redactors = contracts.ToDictionary(
        contract => contract.Plan.Contract.Id, contract => contract.Endpoint.Redactor, StringComparer.Ordinal);

    public bool IsShared => true;

    public ValueTask<IReadOnlyList<string>> ReplicasAsync() => shared.ReplicasAsync();

    public ValueTask<IReadOnlyList<string>> FlushAsync(string? replica = null) => shared.FlushAsync(replica);

    public ValueTask ClearAsync(string? replica = null) => shared.ClearAsync(replica);

    public async ValueTask<JournalPart> ReadAsync(JournalRange range)
    {
        var found = await shared.ReadAsync(range);
        var entries = found.Entries.Select(Read).OfType<JournalEntry>().ToList();
        return new(found.Epoch, found.Count, entries)
        {
            Last = found.Entries.Count == 0 ? null : found.Entries[^1].Number,
            Hidden = found.Entries.Count - entries.Count,
        };
    }

    /// <returns>Null if this server does not have the contract.</returns>
    private JournalEntry? Read(SharedEntry entry)
    {
        var (stored, redactor) = (StoredEntry.Parse(entry.Stored), Redactor.WithoutContract);
        if (entry.IsOfContract && !redactors.TryGetValue(stored.Contract, out redactor))
            return null;
        var mapping = stored.Mapping is not { } id ? null : stubs
            .FirstOrDefault(stub => string.Equals(stub.Name, stored.Contract, StringComparison.Ordinal))?.Table.Mappings
            .FirstOrDefault(known => known.Id == id);
        return new(stored, redactor, mapping, entry.Number, entry.Replica, entry.Decided, entry.FinishedAfter);
    }
}
