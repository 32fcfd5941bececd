using System.Text;
using System.Text.Json;
using LogoutContracts.MockServer.Admin.Exports;
using LogoutContracts.MockServer.Journaling;
using LogoutContracts.MockServer.Overrides;
using LogoutContracts.Tests.MockServer.Admin;
using LogoutContracts.Tests.Support;

namespace LogoutContracts.Tests.Replicas.Journals;

/// <summary>An entry that another server reads from a store shows the same.</summary>
public sealed class StoredEntries
{
    [Test]
    public async Task They_look_and_export_like_those_in_memory()
    {
        await using var mock = await JournalArchives.WalkedAsync([.. Plans.All]);
        mock.Server["laravel"].Break(new Fault.TruncatedBody(), "logout", new Trigger.Next(1));
        mock.Server["edin"].Force("logout", "no-session", new Trigger.Next(1));
        foreach (var contract in (string[])["laravel", "edin"])
        {
            await mock.SendAsync(contract, new("GET", "/bdoc/logout?token=1234567890abcdef&q=a", [new("X-Note", "one")], null));
            await mock.SendAsync(contract, new("POST", "/no/path", [new("Content-Type", "application/json")], """{"password": "xyz"}"""));
        }

        var entries = mock.Server.Journal.Entries;
        while (entries.Any(entry => entry.Finished is null))
            await Task.Yield();
        var restored = entries.Select(entry => Restored(entry, mock)).ToList();

        restored.Select(Json).Should().Equal(entries.Select(Json));
        TestExport.Of(mock.Server.State, restored, []).Should().Be(TestExport.Of(mock.Server.State, entries, []));
        restored.Select(entry => entry.Url).Should().Equal(entries.Select(entry => entry.Url));
    }

    [TestCaseSource(nameof(Faults))]
    public void A_fault_is_restored(Fault fault) => StoredFault.Of(fault).ToFault().Should().Be(fault);

    private static IEnumerable<Fault> Faults =>
    [
        new Fault.Delay(TimeSpan.FromMilliseconds(30)), new Fault.Reset { Timing = FaultTiming.AfterEffect }, new Fault.EmptyReply(),
        new Fault.TruncatedBody(), new Fault.TruncatedBody { Timing = FaultTiming.BeforeEffect }, new Fault.Hang(),
    ];

    private static JournalEntry Restored(JournalEntry entry, SteeredMock mock)
    {
        var contract = mock.Server[entry.Contract];
        var bytes = entry.ToStored(contract.Plan.Contract.Sessions.ValueNames.Count).ToBytes();
        return new(
            StoredEntry.Parse(bytes), contract.Endpoint.Redactor, null, entry.Number, "one", DateTime.UnixEpoch,
            entry.FinishedAt is { } finished ? finished - entry.At : null);
    }

    private static string Json(JournalEntry entry)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream))
            JournalEntryJson.Write(json, entry);
        return Encoding.UTF8.GetString(stream.ToArray()).Replace("\"replica\":\"one\"", "\"replica\":null", StringComparison.Ordinal);
    }
}
