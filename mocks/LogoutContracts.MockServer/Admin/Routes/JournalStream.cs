using System.Buffers;
using System.IO.Pipelines;
using System.Text;
using System.Text.Json;
using LogoutContracts.MockServer.Journaling;
using LogoutContracts.MockServer.Sharing;

namespace LogoutContracts.MockServer.Admin.Routes;

/// <summary>
/// Sends entries of the journal as server-sent events. It looks at the journal a few times a second, so that requests do not wait for a
/// reader, and one that reads slowly gets fewer entries and the number of those left out.
/// </summary>
internal static class JournalStream
{
    // More than anybody can read, and little enough for a page.
    private const int MostAtOnce = 50;

    private const int BytesPerFlush = 1 << 16;

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);

    // Under so much load that it must leave entries out, the server has better things to do than to write them.
    private static readonly TimeSpan PauseUnderLoad = TimeSpan.FromSeconds(1);

    // A comment, so that both sides notice a broken connection.
    private static readonly byte[] Beat = ": \n\n"u8.ToArray();

    private const int BeatEvery = 50;

    /// <summary>Writes events until the client or the server ends.</summary>
    /// <param name="last">The last entry that the client has.</param>
    public static async Task WriteAsync(
        IJournalReader journal, Func<JournalEntry, bool> matches, JournalPlace last, Action<Utf8JsonWriter, JournalEntry> write,
        PipeWriter to, CancellationToken aborted, CancellationToken stopping)
    {
        var ((epoch, after), all) = (last, true);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(aborted, stopping);
        var end = either.Token;
        try
        {
            await to.WriteAsync(Beat, end);
            for (var round = 1; ; round++)
            {
                var isUnderLoad = false;
                if (await TryReadAsync(journal, new(after)) is { } part)
                {
                    // Clearing the journal, or another start of the server, restarts its numbers.
                    if ((epoch is not null && !string.Equals(epoch, part.Epoch, StringComparison.Ordinal)) || part.Count < after)
                    {
                        (epoch, after, all) = (part.Epoch, 0, true);
                        await to.WriteAsync("event: cleared\ndata: {}\n\n"u8.ToArray(), end);
                        continue;
                    }

                    epoch = part.Epoch;
                    isUnderLoad = await WriteNewAsync(part, matches, new(epoch, after), all, write, to, end);
                    (after, all) = (part.Count, false);
                }

                if (round % BeatEvery == 0)
                    await to.WriteAsync(Beat, end);
                await Task.Delay(isUnderLoad ? PauseUnderLoad : Pause, end);
            }
        }
        catch (OperationCanceledException)
        {
            // The client has gone, or the server stops.
        }
    }

    /// <returns>Null if a shared journal cannot be reached. It may be there again in the next round.</returns>
    private static async ValueTask<JournalPart?> TryReadAsync(IJournalReader journal, JournalRange range)
    {
        try
        {
            return await journal.ReadAsync(range);
        }
        catch (StateUnavailableException)
        {
            return null;
        }
    }

    /// <param name="all">Whether to write all entries that the journal has.</param>
    /// <returns>Whether entries were left out.</returns>
    private static async Task<bool> WriteNewAsync(
        JournalPart part, Func<JournalEntry, bool> matches, JournalPlace last, bool all, Action<Utf8JsonWriter, JournalEntry> write,
        PipeWriter to, CancellationToken end)
    {
        var after = last.Number;
        var found = part.Entries.Where(matches).ToList();

        // What the journal has dropped.
        var dropped = part.Count - after - part.Entries.Count - part.Hidden;

        // A client that has just connected, perhaps again, gets all that the journal has; later, only the newest of many.
        var shown = all ? found : found.Skip(Math.Max(0, found.Count - MostAtOnce)).ToList();
        var left = found.Count - shown.Count + (after == 0 && all ? 0 : dropped);
        if (left > 0)
            Write(to, "left-out", "", json => json.WriteNumber("count", left));
        foreach (var entry in shown)
        {
            Write(to, "entry", $"id: {last with { Number = entry.Number }}\n", json =>
            {
                json.WritePropertyName("entry");
                write(json, entry);
            });

            // Many events in one packet: each packet wakes up a reader that wants the same processors.
            if (to.UnflushedBytes > BytesPerFlush)
                await to.FlushAsync(end);
        }

        await to.FlushAsync(end);
        return left > 0;
    }

    /// <param name="id">A line; empty for none.</param>
    private static void Write(PipeWriter to, string name, string id, Action<Utf8JsonWriter> write)
    {
        Encoding.UTF8.GetBytes($"event: {name}\n{id}data: ", to);
        using (var json = new Utf8JsonWriter(to))
        {
            json.WriteStartObject();
            write(json);
            json.WriteEndObject();
        }

        to.Write("\n\n"u8);
    }
}
