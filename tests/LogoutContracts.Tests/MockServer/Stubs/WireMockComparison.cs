using System.Net.Sockets;
using LogoutContracts.MockServer;
using LogoutContracts.MockServer.Stubs;
using LogoutContracts.Tests.Support;

namespace LogoutContracts.Tests.MockServer.Stubs;

/// <summary>
/// The server and the real WireMock answer the same requests from the same mappings alike. The mappings use each matcher and each field
/// that WireMock's documentation describes and the server supports.
/// </summary>
public sealed class WireMockComparison
{
    // Each server adds headers of its own.
    private static readonly string[] Ours = ["Content-Length", "Date"];
    private static readonly string[] Theirs =
        ["Content-Length", "Transfer-Encoding", "Matched-Stub-Id", "Matched-Stub-Name", "Vary", "Server"];

    private static string Folder => SourceTree.PathOf("tests", "LogoutContracts.Tests", "Samples", "stubs");

    [Test]
    public async Task Each_request_gets_the_same_answer()
    {
        await using var wireMock = await RunningWireMock.StartAsync(Folder);
        var folder = StubFolder.Load(Folder).Require();
        await using var server = await LogoutMockServer.StartAsync([], new() { AdminPort = null, Stubs = [folder] });
        var own = server.AddressOfStubs(folder.Set.Name);

        var requests = StubRequests.Read(Path.Combine(Folder, "requests.txt"));
        requests.Should().HaveCountGreaterThan(100);
        var (matched, differences) = (0, new List<string>());
        foreach (var request in requests)
        {
            var expected = await AnswerAsync(wireMock.Address, request, Theirs);
            var actual = await AnswerAsync(own, request, Ours);
            matched += expected.StartsWith("404", StringComparison.Ordinal) ? 0 : 1;
            if (!string.Equals(actual, expected, StringComparison.Ordinal))
                differences.Add($"{request}\nWireMock:\n{expected}\nhere:\n{actual}");
        }

        differences.Should().BeEmpty();
        matched.Should().BeGreaterThan(70);
    }

    /// <summary>Status line, headers without those of the server, and body; "none" if there is no HTTP response.</summary>
    private static async Task<string> AnswerAsync(Uri server, StubRequests request, string[] ownHeaders)
    {
        using var client = new TcpClient();
        await client.ConnectAsync(server.Host, server.Port);
        var stream = client.GetStream();
        await stream.WriteAsync(request.Bytes(server.Authority));
        using var received = new MemoryStream();
        try
        {
            using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(10));
            await stream.CopyToAsync(received, patience.Token);
        }
        catch (OperationCanceledException)
        {
            return "no end";
        }
        catch (IOException e) when (e.InnerException is SocketException { SocketErrorCode: SocketError.ConnectionReset })
        {
            return "reset";
        }

        return StubRequests.Shown(received.ToArray(), ownHeaders, isHead: request.Method is "HEAD");
    }
}
