using System.IO.Pipelines;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using LogoutContracts.Mocks.Plans;
using LogoutContracts.MockServer.Admin.Exports;
using LogoutContracts.MockServer.Admin.Routes;
using LogoutContracts.MockServer.Journaling;
using LogoutContracts.Tests.Support;

namespace LogoutContracts.Tests.MockServer.Admin;

/// <summary>Server-sent events of the journal.</summary>
public sealed class JournalStreams
{
    [Test]
    public async Task Entries_arrive_as_they_come_in_and_once_each()
    {
        await using var mock = await SteeredMock.StartAsync("laravel");
        await LogOutAsync(mock);
        await using var events = await EventStream.OpenAsync(mock, "");
        (await events.NextAsync()).Should().Be(("entry", 1));
        await LogOutAsync(mock);
        (await events.NextAsync()).Should().Be(("entry", 2));
    }

    [Test]
    public async Task After_a_reconnect_all_that_the_journal_still_has_arrives()
    {
        await using var mock = await SteeredMock.StartAsync("laravel");
        for (var i = 0; i < 120; i++)
            await LogOutAsync(mock);
        await using var events = await EventStream.OpenAsync(mock, "", last: "7");
        for (var number = 8; number <= 120; number++)
            (await events.NextAsync()).Should().Be(("entry", number));
    }

    [Test]
    public async Task Filters_apply()
    {
        await using var mock = await SteeredMock.StartAsync("laravel");
        await LogOutAsync(mock);
        await mock.SendAsync("laravel", new("GET", "/nothing", [], null));
        await using var events = await EventStream.OpenAsync(mock, "?status=404");
        (await events.NextAsync()).Should().Be(("entry", 2));
    }

    [Test]
    public async Task Clearing_is_told()
    {
        await using var mock = await SteeredMock.StartAsync("laravel");
        await LogOutAsync(mock);
        await using var events = await EventStream.OpenAsync(mock, "");
        await events.NextAsync();
        mock.Server.Journal.Clear();
        (await events.NextAsync()).Name.Should().Be("cleared");
    }

    [Test]
    public async Task After_a_reconnect_to_a_journal_that_was_cleared_nothing_is_missing()
    {
        await using var mock = await SteeredMock.StartAsync("laravel");
        await LogOutAsync(mock);
        string last;
        await using (var before = await EventStream.OpenAsync(mock, ""))
        {
            await before.NextAsync();
            last = before.LastId;
        }

        mock.Server.Journal.Clear();
        await LogOutAsync(mock);
        await LogOutAsync(mock);

        await using var events = await EventStream.OpenAsync(mock, "", last: last);
        (await events.NextAsync()).Name.Should().Be("cleared");
        (await events.NextAsync()).Should().Be(("entry", 1));
        (await events.NextAsync()).Should().Be(("entry", 2));
    }

    [Test]
    public async Task Of_too_many_at_once_it_sends_the_newest_and_the_number_of_the_others()
    {
        await using var mock = await SteeredMock.StartAsync("laravel");
        await LogOutAsync(mock);
        await using var events = await EventStream.OpenAsync(mock, "");
        await events.NextAsync();
        for (var i = 0; i < 500; i++)
            mock.Server.Journal.Add(Entry());

        var (seen, leftOut, newest) = (0, 0, 0);
        while (seen + leftOut < 500)
        {
            var (name, number) = await events.NextAsync();
            (name is "entry" or "left-out").Should().BeTrue();
            if (name is "entry")
                (seen, newest) = (seen + 1, number);
            else
                leftOut += number;
        }

        leftOut.Should().BePositive();
        newest.Should().Be(501);
    }

    [Test]
    public async Task What_the_journal_has_dropped_is_counted_after_a_reconnect()
    {
        await using var mock = await SteeredMock.StartAsync([Plans.Of("laravel")], journal: 3);
        for (var i = 0; i < 10; i++)
            await LogOutAsync(mock);
        await using var events = await EventStream.OpenAsync(mock, "", last: "2");
        (await events.NextAsync()).Should().Be(("left-out", 5));
        (await events.NextAsync()).Should().Be(("entry", 8));
    }

    [Test]
    public async Task A_reader_that_stalls_delays_neither_answers_nor_the_end()
    {
        var mock = await SteeredMock.StartAsync("laravel");
        using var stalled = new TcpClient { ReceiveBufferSize = 1_024 };
        await stalled.ConnectAsync("127.0.0.1", mock.Server.AdminAddress!.Port);
        await stalled.GetStream().WriteAsync(Encoding.ASCII.GetBytes(
            $"GET /__admin/journal/stream HTTP/1.1\r\nHost: 127.0.0.1:{mock.Server.AdminAddress.Port}\r\n\r\n"));
        for (var i = 0; i < 300; i++)
            await LogOutAsync(mock);
        mock.Server.Journal.Count.Should().Be(300);

        await mock.DisposeAsync();
    }

    private static JournalEntry Entry() => new(new(Plans.Of("laravel").Contract.Sessions), [], default, null)
    {
        At = default,
        Contract = "laravel",
        Method = "GET",
        Path = "/",
        Operation = null,
        Variant = null,
        Status = 404,
        CallerBefore = default,
        CallerAfter = default,
        TargetBefore = default,
        TargetAfter = default,
        Duration = default,
    };

    [Test]
    public async Task A_stream_that_waits_for_its_reader_ends_with_the_server()
    {
        await using var mock = await SteeredMock.StartAsync("laravel");
        for (var i = 0; i < 20; i++)
            await LogOutAsync(mock);
        using var stopping = new CancellationTokenSource();
        var unread = new Pipe(new(pauseWriterThreshold: 2_000, resumeWriterThreshold: 1_000));
        var writing = JournalStream.WriteAsync(
            mock.Server.State.WholeJournal, static _ => true, new(null, 0), JournalEntryJson.Write, unread.Writer,
            CancellationToken.None, stopping.Token);

        // Nothing is consumed, so the writer waits for good once the pipe is full.
        for (var waiting = 0L; waiting < 2_000; await Task.Yield())
        {
            var read = await unread.Reader.ReadAsync();
            waiting = read.Buffer.Length;
            unread.Reader.AdvanceTo(read.Buffer.Start);
        }

        writing.IsCompleted.Should().BeFalse();
        await stopping.CancelAsync();
        await writing;
    }

    private static Task<Reply> LogOutAsync(SteeredMock mock) =>
        mock.SendAsync("laravel", Plans.Of("laravel").Find("logout", "no-token").SeededRequest());

    /// <summary>Reads events.</summary>
    private sealed class EventStream(HttpResponseMessage response, StreamReader reader) : IAsyncDisposable
    {
        public static async Task<EventStream> OpenAsync(SteeredMock mock, string query, string? last = null)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, $"/__admin/journal/stream{query}");
            if (last is not null)
                request.Headers.Add("Last-Event-ID", last);
            var response = await mock.Raw.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
            response.Content.Headers.ContentType!.MediaType.Should().Be("text/event-stream");
            return new(response, new(await response.Content.ReadAsStreamAsync()));
        }

        public string LastId { get; private set; } = "";

        /// <returns>The event's name, and the number of its entry or its count.</returns>
        public async Task<(string Name, int Number)> NextAsync()
        {
            var (name, data) = ("", "");
            while (await reader.ReadLineAsync() is { } line)
            {
                if (line.StartsWith("event: ", StringComparison.Ordinal))
                    name = line[7..];
                else if (line.StartsWith("id: ", StringComparison.Ordinal))
                    LastId = line[4..];
                else if (line.StartsWith("data: ", StringComparison.Ordinal))
                    data = line[6..];
                else if (line.Length == 0 && name.Length > 0)
                    break;
            }

            var json = JsonElement.Parse(data);
            return (name, json.TryGetProperty("entry", out var entry) ? entry.GetProperty("number").GetInt32()
                : json.TryGetProperty("count", out var count) ? count.GetInt32() : 0);
        }

        public ValueTask DisposeAsync()
        {
            reader.Dispose();
            response.Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
