using System.Text;
using LogoutContracts.AdminClient;
using LogoutContracts.Mocks.Plans;
using LogoutContracts.MockServer;
using LogoutContracts.Tests.Support;
using Journal = LogoutContracts.MockServer.Journaling.Journal;
using JournalEntry = LogoutContracts.MockServer.Journaling.JournalEntry;

namespace LogoutContracts.Tests.MockServer.Admin;

public sealed class JournalKeeping
{
    [Test]
    public async Task It_keeps_the_last_so_many_and_counts_all()
    {
        var edin = Plans.Of("edin");
        var options = new MockServerOptions { PortOf = _ => 0, AdminPort = 0, Journal = 3 };
        await using var server = await LogoutMockServer.StartAsync([edin], options);
        using var client = new HttpClient { BaseAddress = server.BaseAddress };
        for (var i = 0; i < 5; i++)
            await client.GetAsync(new Uri("/bdoc/logout", UriKind.Relative));
        server.Journal.Entries.Select(entry => entry.Number).Should().Equal(3, 4, 5);
        using var admin = new MockAdminClient(server.AdminAddress!);
        (await admin.CountJournalAsync()).Should().Be(new JournalCount(3, 5));
        await admin.ClearJournalAsync();
        (await admin.CountJournalAsync()).Should().Be(new JournalCount(0, 0));
        await client.GetAsync(new Uri("/bdoc/logout", UriKind.Relative));
        server.Journal.Entries.Select(entry => entry.Number).Should().Equal(1);
    }

    [Test]
    public async Task It_keeps_nothing_when_it_is_off()
    {
        var options = new MockServerOptions { PortOf = _ => 0, AdminPort = 0, Journal = 0 };
        await using var server = await LogoutMockServer.StartAsync([Plans.Of("edin")], options);
        using var client = new HttpClient { BaseAddress = server.BaseAddress };
        await client.GetAsync(new Uri("/bdoc/logout", UriKind.Relative));
        using var admin = new MockAdminClient(server.AdminAddress!);
        (await admin.ListJournalAsync()).Entries.Should().BeEmpty();
    }

    [Test]
    public void It_is_bounded_in_bytes_as_well()
    {
        var journal = new Journal(1_000, maxBytes: 100_000);
        for (var i = 0; i < 500; i++)
            journal.Add(EntryOf(10_000));
        journal.Entries.Should().HaveCountLessThan(10).And.NotBeEmpty();
        journal.Count.Should().Be(500);
        journal.Entries[^1].Number.Should().Be(500);
        journal.Add(EntryOf(200_000));
        journal.Entries.Should().ContainSingle("the last one is kept, however large");

        static JournalEntry EntryOf(int bytes) => new(new(Plans.Of("edin").Contract.Sessions), [], new byte[bytes], null)
        {
            At = default,
            Contract = "edin",
            Method = "POST",
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
    }

    [Test]
    public async Task It_is_filtered_and_read_page_by_page()
    {
        await using var mock = await SteeredMock.StartAsync("edin", "laravel");
        for (var i = 0; i < 5; i++)
        {
            await mock.SendAsync("edin", new("GET", "/bdoc/logout", [], null));
            await mock.SendAsync("edin", new("GET", "/bdoc/user-profile", [], null));
            await mock.SendAsync("laravel", new("DELETE", "/api/v1/logout", [new("Accept", "application/json")], null));
        }

        (await mock.Admin.CountJournalAsync(new("edin"))).Should().Be(new JournalCount(10, 15));
        (await mock.Admin.CountJournalAsync(new(Operation: "logout"))).Count.Should().Be(10, "two contracts have it");
        (await mock.Admin.CountJournalAsync(new("edin", "logout", "no-session", 401))).Count.Should().Be(5);
        (await mock.Admin.CountJournalAsync(new(Status: 200))).Count.Should().Be(0);

        var numbers = new List<long>();
        long? after = null;
        do
        {
            var page = await mock.Admin.ListJournalAsync(new("edin", "logout"), after, limit: 2);
            page.Entries.Should().HaveCountLessThanOrEqualTo(2)
                .And.OnlyContain(entry => entry.Contract == "edin" && entry.Operation == "logout");
            numbers.AddRange(page.Entries.Select(entry => entry.Number));
            after = page.Next;
        }
        while (after is not null);
        numbers.Should().Equal(1, 4, 7, 10, 13);
    }

    [Test]
    public async Task It_tells_what_a_request_did_to_sessions()
    {
        await using var mock = await SteeredMock.StartAsync("edin");
        var session = (await mock.Admin.OpenSessionAsync("edin")).Values["SID"];
        for (var i = 0; i < 2; i++)
            await mock.SendAsync("edin", new("GET", "/bdoc/logout", [new("Cookie", $"SID={session}")], null));
        var entries = (await mock.Admin.ListJournalAsync()).Entries;
        entries.Select(entry => (entry.Caller.Before, entry.Caller.After)).Should().Equal(("active", "ended"), ("ended", "ended"));
        var ended = await mock.Admin.EndSessionAsync("edin", session);
        entries[0].Caller.Credential.Should().NotBeNull().And.Be(entries[1].Caller.Credential).And.Be(ended.Credential);
    }

    [Test]
    public async Task Where_nothing_rules_a_request_it_tells_what_nearly_did()
    {
        await using var mock = await SteeredMock.StartAsync("edin");
        await mock.SendAsync("edin", new("GET", "/bdoc/log-out", [], null));
        var entry = (await mock.Admin.ListJournalAsync()).Entries.Single();
        (entry.Status, entry.Operation, entry.Variant).Should().Be((404, null, null));
        entry.Nearest[0].Operation.Should().Be("logout");
        entry.Nearest[0].Parts.Should().Equal(
            new NearPart("method", "GET", "GET", true), new NearPart("path", "/bdoc/logout", "/bdoc/log-out", false));
    }

    [Test]
    public async Task A_preference_for_a_variant_that_is_not_there_is_in_it_too()
    {
        await using var mock = await SteeredMock.StartAsync("edin");
        await mock.SendAsync("edin", new("GET", "/bdoc/logout", [new("Prefer", "variant=none")], null));
        var entry = (await mock.Admin.ListJournalAsync()).Entries.Single();
        (entry.Status, entry.Operation, entry.Variant).Should().Be((400, "logout", null));
    }

    [TestCase("application/x-www-form-urlencoded", "user=jane+doe&password=pass%2Bword&empty=&password=",
        "user=jane doe&password=sha256:5e7ea6e5…&empty=&password=")]
    [TestCase("multipart/form-data; boundary=b; charset=utf-8",
        "--b\r\nContent-Disposition: form-data; name=\"token\"\r\n\r\npass+word\r\n--b--\r\n", "token=sha256:5e7ea6e5…")]
    [TestCase("multipart/form-data; boundary=c", "--b--\r\n", "(7 bytes)")]
    [TestCase("text/plain", "password=1", "(10 bytes)")]
    public async Task A_form_is_in_it_with_its_secrets_hashed(string contentType, string body, string kept)
    {
        await using var mock = await RunningMock.StartAsync("edin");
        await mock.SendAsync(new("POST", "/bdoc/auth", [new("Content-Type", contentType)], body));
        mock.Server.Journal.Entries.Single().Body.Should().Be(kept);
    }

    [TestCaseSource(typeof(Plans), nameof(Plans.Ids))]
    public async Task No_credential_is_in_it_in_plain(string contract)
    {
        var plan = Plans.Of(contract);
        await using var mock = await SteeredMock.StartAsync(contract);
        var credentials = plan.Contract.Sessions.Credentials.Select(credential => credential.Name).ToHashSet(StringComparer.Ordinal);
        var secrets = plan.Variants.SelectMany(variant => variant.Seeds.Sessions).SelectMany(session => session.Values)
            .Where(value => credentials.Contains(value.Name)).Select(value => value.Value).ToHashSet(StringComparer.Ordinal);
        foreach (var variant in plan.Variants.Where(variant => variant.IsServed))
        {
            foreach (var request in Preconditions.SeededRequests(plan, variant))
                await mock.SendAsync(contract, request);
        }

        // Also in places where the contract has no credentials.
        var opened = (await mock.Admin.OpenSessionAsync(contract)).Values;
        var key = opened[plan.Contract.Sessions.Credentials[plan.Contract.Sessions.Key].Name];
        secrets.Add(key);
        var path = plan.Contract.Operations.First(operation => operation.Method is "POST" or "DELETE").Path.Text;
        string[] bodies =
        [
            $"\"{key}\"", $"[\"{key}\"]", $"{{\"sessionId\":[\"{key}\"],\"token\":{{\"a\":\"{key}\"}}}}", $"token={key}",
            $"{{\"broken\":\"{key}",
        ];
        foreach (var body in bodies)
        {
            await mock.SendAsync(contract, new("POST", $"{path}?token={key}",
            [
                new("Content-Type", "application/json"), new("X-Access-Token", key), new("Authorization", $"Bearer {key}"),
                new("Cookie", $"a={key}"),
            ], body));
        }

        var journal = await mock.Raw.GetStringAsync(new Uri("/__admin/journal?limit=1000", UriKind.Relative));
        var har = await mock.Raw.GetStringAsync(new Uri("/__admin/journal/har", UriKind.Relative));
        var test = await mock.Raw.GetStringAsync(new Uri("/__admin/journal/test", UriKind.Relative));
        var sessions = await mock.Raw.GetStringAsync(new Uri("/__admin/sessions?limit=100000", UriKind.Relative));
        mock.Server.Journal.Entries.Should().HaveCountGreaterThan(plan.Variants.Count(variant => variant.IsServed));
        secrets.Should().NotBeEmpty();
        foreach (var secret in secrets)
        {
            string[] spellings = [secret, Uri.EscapeDataString(secret), Convert.ToBase64String(Encoding.UTF8.GetBytes(secret))];
            foreach (var spelling in spellings)
            {
                journal.Should().NotContain(spelling);
                har.Should().NotContain(spelling);
                test.Should().NotContain(spelling);
                sessions.Should().NotContain(spelling);
            }
        }
    }
}
