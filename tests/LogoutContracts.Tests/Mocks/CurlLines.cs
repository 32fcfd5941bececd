using LogoutContracts.Mocks.Listing;
using LogoutContracts.Mocks.Plans;
using LogoutContracts.Mocks.Requests;
using LogoutContracts.Specs.Model;
using LogoutContracts.Tests.Support;

namespace LogoutContracts.Tests.Mocks;

/// <summary>The curl lines for users to paste work in any POSIX shell, whatever the request contains.</summary>
public sealed class CurlLines
{
    [TestCaseSource(typeof(Plans), nameof(Plans.Ids))]
    public async Task Every_line_of_a_contract_gets_its_variants_answer(string contract)
    {
        await using var mock = await RunningMock.StartAsync(contract);
        foreach (var variant in mock.Plan.Variants.Where(variant => variant.IsServed && (variant.Variant.Needs & Needs.Clock) == 0))
        {
            var lines = Preconditions.SeededRequests(mock.Plan, variant)
                .Select(request => CurlCommand.Of(request, mock.Address.ToString(), "-s -o /dev/null -w '%{http_code}\\n'"));
            var statuses = await PosixShell.RunAsync(string.Join('\n', lines));
            statuses.TrimEnd().Split('\n')[^1]
                .Should().Be($"{variant.Answer!.Status}", "{0} {1} requires it", variant.Operation, variant.Name);
        }
    }

    [TestCase("")]
    [TestCase("it's \"quoted\" $HOME `id` \\ \\n !x #")]
    [TestCase("@/etc/hostname")]
    [TestCase("{\n\t\"a\": 1\r\n}\n")]
    [TestCase("\u0001\u007f\u0085é€😀")]
    [TestCase("'")]
    [TestCase("'\n'")]
    [TestCase("--help")]
    [TestCase("%s %% %d")]
    public async Task A_body_arrives_as_it_is(string body)
    {
        var received = await SendAsync(new("POST", "/a", [new("Content-Type", "text/plain")], body));
        received[(received.IndexOf("\r\n\r\n", StringComparison.Ordinal) + 4)..].Should().Be(body);
    }

    [TestCase("/a?b=%5B1-3%5D&c=%7Bx,y%7D")]
    [TestCase("/a?b=[1-3]&c={x,y}")]
    [TestCase("/a?it's=$HOME")]
    public async Task A_target_arrives_as_it_is(string target) =>
        (await SendAsync(new("GET", target, [], null))).Should().StartWith($"GET {target} HTTP/1.1\r\n");

    [Test]
    public async Task Headers_arrive_as_they_are()
    {
        var received = await SendAsync(new("DELETE", "/a",
        [
            new("X-Empty", ""), new("X-Quoted", "it's \"$HOME\" `id` \\"), new("X-Twice", "1"), new("X-Twice", "2"),
            new("Set-Cookie", "SID=1"), new("Accept", "text/html"),
        ], null));
        received.Should().StartWith("DELETE /a HTTP/1.1\r\n").And.Contain("\r\nX-Empty:")
            .And.Contain("\r\nX-Quoted: it's \"$HOME\" `id` \\\r\n").And.Contain("\r\nX-Twice: 1\r\n").And.Contain("\r\nX-Twice: 2\r\n")
            .And.Contain("\r\nSet-Cookie: SID=1\r\n").And.Contain("\r\nAccept: text/html\r\n").And.NotContain("Accept: */*")
            .And.NotContain("Content-Type");
    }

    [TestCase("GET", null)]
    [TestCase("GET", "body")]
    [TestCase("HEAD", null)]
    [TestCase("POST", null)]
    [TestCase("POST", "body")]
    [TestCase("PROPFIND", null)]
    public async Task Methods_arrive_as_they_are(string method, string? body)
    {
        var received = await SendAsync(new(method, "/a", [], body));
        received.Should().StartWith($"{method} /a HTTP/1.1\r\n").And.NotContain("Content-Type");
        received.Contains("Content-Length", StringComparison.Ordinal).Should().Be(body is not null);
    }

    [Test]
    public void A_plain_line_is_short() =>
        CurlCommand.Of(new("GET", "/a", [new Header("A", "b")], null), "http://127.0.0.1:9101/")
            .Should().Be("curl -i 'http://127.0.0.1:9101/a' -H 'A: b'");

    /// <summary>Runs the curl line of a request. Returns the whole request that the server receives.</summary>
    private static async Task<string> SendAsync(RenderedRequest request)
    {
        await using var server = StandIn.Answering("HTTP/1.1 200 OK\r\nContent-Length: 0\r\nConnection: close\r\n\r\n", out var received);
        await PosixShell.RunAsync(CurlCommand.Of(request, server.Address.ToString()));
        return System.Text.Encoding.UTF8.GetString(System.Text.Encoding.Latin1.GetBytes(await received));
    }
}
