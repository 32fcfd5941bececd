using System.Collections.Concurrent;
using System.Text;
using LogoutContracts.Cli.Serve;
using LogoutContracts.Mocks.Requests;
using LogoutContracts.MockServer.Journaling;
using LogoutContracts.Tests.Support;

namespace LogoutContracts.Tests.MockServer.Admin;

/// <summary>What a client has left of a credential, wherever it puts it, is not in the log and not in the journal.</summary>
public sealed class PartialCredentials
{
    // As many characters as are worth guessing the rest.
    private const int Telling = 8;

    public static IEnumerable<TestCaseData> Parts()
    {
        (string Name, Func<string, string> Change)[] changes =
        [
            ("all of it", value => value),
            ("without its last character", value => value[..^1]),
            ("without its first character", value => value[1..]),
            ("its first half", value => value[..(value.Length / 2)]),
            ("its second half", value => value[(value.Length / 2)..]),
            ("its middle", value => value[4..^4]),
            ("a character too many", value => $"{value}Z"),
            ("percent-encoded", value => string.Concat(value.Select(c => $"%{(int)c:X2}"))),
            ("percent-encoded twice", value => string.Concat(value.Select(c => $"%25{(int)c:x2}"))),
            ("in Base64", value => Convert.ToBase64String(Encoding.ASCII.GetBytes(value)).Replace('/', '_')),
            ("half of it in Base64", value => Convert.ToBase64String(Encoding.ASCII.GetBytes(value[..16]))),
            ("in hexadecimal", value => Convert.ToHexString(Encoding.ASCII.GetBytes(value))),
        ];
        return Plans.All.SelectMany(plan => changes.Select(change =>
            new TestCaseData(plan.Contract.Id, change.Change).SetArgDisplayNames(plan.Contract.Id, change.Name)));
    }

    [TestCaseSource(nameof(Parts))]
    public async Task They_are_masked(string contract, Func<string, string> change)
    {
        var entries = new ConcurrentQueue<JournalEntry>();
        await using var mock = await RunningMock.StartAsync(Plans.Of(contract), onRequest: entries.Enqueue);
        foreach (var value in SecretsOf(mock))
        {
            var part = change(value);
            var method = part.Replace("%", "", StringComparison.Ordinal).Replace("=", "", StringComparison.Ordinal);
            foreach (var request in (string[])
            [
                $"GET /api/v1/{part} HTTP/1.1\r\nHost: a\r\n\r\n",
                $"GET /{part}/logout HTTP/1.1\r\nHost: a\r\n\r\n",
                $"{method} / HTTP/1.1\r\nHost: a\r\n\r\n",
                $"GET / HTTP/1.1\r\nHost: a\r\nX-Note: my {part}.\r\nReferer: http://a/b?c={part}\r\nUser-Agent: {part}/1.0\r\n\r\n",
                $"GET / HTTP/1.1\r\nHost: a\r\n{method}: 1\r\n\r\n",
            ])
            {
                using var client = await RawConnection.OpenAsync(mock.Address);
                await client.SendAsync(request);
                await client.ReadAsync();
            }

            var shown = string.Join('\n', entries.Select(entry => $"{RequestLine.Text(entry, colours: false)}\n{Text(entry)}"));
            foreach (var sent in (string[])[value, part, method])
            {
                for (var at = 0; at + Telling <= sent.Length; at++)
                    shown.Should().NotContainEquivalentOf(sent.Substring(at, Telling));
            }
        }
    }

    [TestCase("/studio/api/1/services/api/1/security/logout.json")]
    [TestCase("/api/v1/sessions/logoutSession")]
    [TestCase("/bdoc/user-profile")]
    [TestCase("/oauth2/callback")]
    [TestCase("/users/1234567/sessions/jane.doe@example.com")]
    [TestCase("application/x-www-form-urlencoded; charset=utf-8")]
    [TestCase("Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko)")]
    [TestCase("sha256:0a1b2c3d…")]
    public void Words_stay_readable(string text) => SecretLookalikes.Masked(text).Should().Be(text);

    [Test]
    public async Task A_long_method_does_not_fill_the_log()
    {
        var entries = new ConcurrentQueue<JournalEntry>();
        await using var mock = await RunningMock.StartAsync(Plans.Of("edin"), onRequest: entries.Enqueue);
        using var client = await RawConnection.OpenAsync(mock.Address);
        await client.SendAsync($"{string.Concat(Enumerable.Repeat("LOGOUT-", 1_000))} /bdoc/logout HTTP/1.1\r\nHost: a\r\n\r\n");
        await client.ReadAsync();
        RequestLine.Text(entries.Single(), colours: false).Length.Should().BeLessThan(120);
    }

    private static IEnumerable<string> SecretsOf(RunningMock mock)
    {
        var session = VendorClient.Seeded(mock.Plan.Live);
        return mock.Plan.Contract.Sessions.Credentials.Where(credential => !credential.IsPerUser).Select(credential => session[credential.Name]);
    }

    private static string Text(JournalEntry entry) => string.Join(
        '\n',
        [
            entry.Method, entry.Path, .. entry.Headers.Select(header => $"{header.Name}: {header.Value}"),
            .. entry.Nearest.SelectMany(miss => miss.Parts).Select(part => part.Actual),
        ]);
}
