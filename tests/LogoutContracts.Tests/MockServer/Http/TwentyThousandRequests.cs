using System.Collections.Concurrent;
using System.Text;
using LogoutContracts.Cli.Serve;
using LogoutContracts.Mocks.Plans;
using LogoutContracts.Mocks.Requests;
using LogoutContracts.MockServer.Journaling;
using LogoutContracts.Specs.Model;
using LogoutContracts.Tests.Support;

namespace LogoutContracts.Tests.MockServer.Http;

/// <summary>Sends thousands of random requests like those in <see cref="HostileClients"/> while good clients use the mock.</summary>
[NonParallelizable]
public sealed class TwentyThousandRequests
{
    private const int Seed = 20261120;
    private const int Requests = 20_000;
    private const int WarmUp = 2_000;
    private const int HostileClients = 16;
    private const int GoodClients = 4;

    // Heap growth after a collection, for pools, the runtime and the test itself. A leak of 2 KB per request exceeds it.
    private const long MemoryBound = 24 << 20;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    [TestCase("rocketchat")]
    public async Task Mutated_requests_disturb_nobody_and_leave_nothing_behind(string contract)
    {
        var log = new SearchedLog();
        await using var serveLog = new ServeLog(log, LogFormat.Text, colours: false);
        await using var mock = await RunningMock.StartAsync(Plans.Of(contract), onRequest: serveLog.OnRequest);
        var victims = Enumerable.Range(0, 5).Select(i => mock.Server.Sessions.Open($"victim-{i}")).ToList();
        log.Secrets =
        [
            .. mock.Plan.Contract.Sessions.Credentials.Where(credential => !credential.IsPerUser)
                .SelectMany(credential => victims.Select(victim => victim[credential.Name])),
        ];
        var requests = new MutatedRequests(Seed, [.. GoodRequests(mock.Plan, victims)]);

        await ThrowAsync(mock, requests, 0, WarmUp, log.Secrets);
        var before = MemoryAfterReset(mock);
        var replies = await ThrowAsync(mock, requests, WarmUp, Requests + WarmUp, log.Secrets);
        foreach (var entry in mock.Server.Journal.Entries)
            TextOf(entry).Should().NotContainAny(log.Secrets, "a journal shows no credential, seed {0}", Seed);
        var after = MemoryAfterReset(mock);

        await serveLog.DisposeAsync();
        log.Found.Should().BeEmpty("a log shows no credential, seed {0}", Seed);
        log.Lines.Should().BeGreaterThan(Requests / 4, "most requests should be logged");
        replies.Should().BeGreaterThan(Requests / 2, "most requests should be answered");
        (after - before).Should().BeLessThan(MemoryBound, "no memory should leak, seed {0}", Seed);
    }

    /// <returns>The number of answers.</returns>
    private static async Task<int> ThrowAsync(RunningMock mock, MutatedRequests requests, int from, int to, IReadOnlyList<string> secrets)
    {
        var (next, replies, isOver) = (from - 1, 0, false);
        var lingering = new ConcurrentBag<RawConnection>();
        var hostile = Enumerable.Range(0, HostileClients).Select(_ => Task.Run(async () =>
        {
            while (Interlocked.Increment(ref next) is var number && number < to)
                Interlocked.Add(ref replies, await SendAsync(mock.Address, requests[number], number, lingering, secrets));
        })).ToList();
        var good = Enumerable.Range(0, GoodClients).Select(_ => Task.Run(async () =>
        {
            do
                await LogInAndOutAsync(mock);
            while (!Volatile.Read(ref isOver));
        })).ToList();
        try
        {
            await Task.WhenAll(hostile);
        }
        finally
        {
            Volatile.Write(ref isOver, true);
            await Task.WhenAll(good);
            foreach (var connection in lingering)
                connection.Dispose();
        }

        return replies;
    }

    private static async Task LogInAndOutAsync(RunningMock mock)
    {
        var client = new VendorClient(mock);
        var session = await client.LoginAsync();
        (await client.IsLiveAsync(session)).Should().BeTrue("it has just logged in, seed {0}", Seed);
        (await client.LogoutAsync(session)).Should().BeTrue("it is logged in, seed {0}", Seed);
        (await client.IsLiveAsync(session)).Should().BeFalse("it has logged out, seed {0}", Seed);
    }

    /// <returns>The number of answers.</returns>
    private static async Task<int> SendAsync(
        Uri address, MutatedRequest request, int number, ConcurrentBag<RawConnection> lingering, IReadOnlyList<string> secrets)
    {
        var connection = await RawConnection.OpenAsync(address);
        if (request.Lingers)
            lingering.Add(connection);
        try
        {
            foreach (var piece in request.Bytes.Chunk(1 + (request.Bytes.Length / request.Pieces)))
            {
                await connection.SendAsync(piece);
                await Task.Yield();
            }

            if (request.Lingers || request.Leaves)
                return 0;
            if (!request.IsWhole)
                connection.CloseSending();
            return await ReadAsync(connection, request, number, secrets);
        }
        finally
        {
            if (!request.Lingers)
                connection.Dispose();
        }
    }

    private static async Task<int> ReadAsync(RawConnection connection, MutatedRequest request, int number, IReadOnlyList<string> secrets)
    {
        for (var answers = 0; ; answers++)
        {
            var answer = await connection.ReadAsync().WaitAsync(Patience);
            if (answer is null)
                return answers;

            // 501 and 505 are HTTP's own answers to an unknown transfer encoding and an unknown version.
            answer.Status.Should().Match(
                status => status < 500 || status == 501 || status == 505,
                "no variant asked for it: request {0}, seed {1}: {2}", number, Seed, Encoding.Latin1.GetString(request.Bytes));
            if (answer.Status >= 400)
            {
                $"{string.Join('\n', answer.Headers)}\n{answer.Body}"
                    .Should().NotContainAny(secrets, "an error shows no credential, request {0}, seed {1}", number, Seed);
            }

            if (request.IsWhole)
                return answers + 1;
        }
    }

    private static IEnumerable<string> GoodRequests(MockPlan plan, IReadOnlyList<IReadOnlyDictionary<string, string>> victims)
    {
        foreach (var variant in plan.Variants.Where(variant => variant is { IsDefault: true, IsServed: true }))
        {
            foreach (var victim in victims)
            {
                var request = RenderedRequest.Of(
                    variant.Variant.Request,
                    hole => hole.Role is Role.Caller or Role.Target ? victim[hole.Name] : variant.Seeds.ValueOf(hole));
                IEnumerable<Header> length = request.Body is null ? [] : [new("Content-Length", $"{request.Body.Length}")];
                var headers = new[] { new Header("Host", "a") }.Concat(request.Headers).Concat(length);
                var lines = string.Concat(headers.Select(header => $"{header.Name}: {header.Value}\r\n"));
                yield return $"{request.Method} {request.Target} HTTP/1.1\r\n{lines}\r\n{request.Body}";
            }
        }
    }

    private static long MemoryAfterReset(RunningMock mock)
    {
        mock.Server.Reset();
        return GC.GetTotalMemory(forceFullCollection: true);
    }

    private static string TextOf(JournalEntry entry) => string.Join('\n',
    [
        entry.Method, entry.Path, entry.Body, entry.Caller ?? "",
        .. entry.Headers.Select(header => $"{header.Name}: {header.Value}"),
        .. entry.Nearest.SelectMany(miss => miss.Parts).Select(part => part.ToString()),
    ]);

    /// <summary>Searches each line without keeping it, so that the log does not count as memory of the server.</summary>
    private sealed class SearchedLog : StringWriter
    {
        private int lines;

        public IReadOnlyList<string> Secrets { get; set; } = [];

        public int Lines => lines;

        public ConcurrentQueue<string> Found { get; } = new();

        public override void WriteLine(string? value)
        {
            Interlocked.Increment(ref lines);
            if (Secrets.Any(secret => value!.Contains(secret, StringComparison.Ordinal)))
                Found.Enqueue(value!);
        }
    }
}
