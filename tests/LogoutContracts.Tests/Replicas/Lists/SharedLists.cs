using System.Net.Http.Json;
using System.Text.Json;
using LogoutContracts.Mocks.Requests;
using LogoutContracts.MockServer.Contracts;
using LogoutContracts.MockServer.Sessions;
using LogoutContracts.MockServer.Sharing;
using LogoutContracts.MockServer.Telemetry;
using LogoutContracts.Specs.Model;
using LogoutContracts.Tests.Replicas.Planted;
using LogoutContracts.Tests.Support;

namespace LogoutContracts.Tests.Replicas.Lists;

/// <summary>The numbers of sessions that the metrics show, and the lists of the admin API.</summary>
public sealed class SharedLists
{
    [Test]
    public async Task Servers_with_one_state_count_what_a_server_with_memory_counts(
        [Values("edin", "laravel", "oauth2", "rocketchat")] string contract)
    {
        await using var memory = await RunningMock.StartAsync(contract);
        await using var replicas = await ReplicaSet.StartAsync(await SharedDatabase.Server, Plans.Of(contract));
        IMock[] mocks = [memory, replicas];
        await CompareAsync(memory, replicas);

        foreach (var mock in mocks)
            await ChangeAsync(mock);
        var changed = await CompareAsync(memory, replicas);
        changed.Should().OnlyContain(counted => counted.Count > 0);

        if (replicas.Plan.Contract.Sessions.IdleTimeout is { } timeout)
        {
            foreach (var mock in mocks)
            {
                mock.Advance(timeout * 0.6);
                mock.Sessions.Open();
                mock.Advance(timeout * 0.6);
            }

            (await CompareAsync(memory, replicas)).Should().NotEqual(changed, "sessions have expired");
        }

        foreach (var mock in mocks)
            mock.Reset();
        await CompareAsync(memory, replicas);
    }

    [Test]
    public async Task Servers_with_one_state_list_what_a_server_with_memory_lists(
        [Values("edin", "laravel", "oauth2", "rocketchat")] string contract)
    {
        await using var memory = await RunningMock.StartAsync(contract);
        await using var replicas = await ReplicaSet.StartAsync(
            await SharedDatabase.Server, Plans.Of(contract), plant: static (_, sound) => new WithoutReadingAll(sound));
        IMock[] mocks = [memory, replicas];
        foreach (var mock in mocks)
            await ChangeAsync(mock);

        foreach (var state in (SessionState?[])[null, SessionState.Active, SessionState.Ended, SessionState.Expired])
        {
            foreach (var user in (string?[])[null, "USER-1", "user-_", "nobody"])
            {
                var filter = new SessionFilter(state, user);
                var expected = await memory.Sessions.List.PageAsync(filter, 0, int.MaxValue);
                foreach (var server in replicas.Servers)
                {
                    var list = server.Sessions.List;
                    (await list.CountAsync(filter)).Should().Be(expected.Count);
                    (await list.PageAsync(filter, 0, int.MaxValue)).Select(Shown).Should().BeEquivalentTo(expected.Select(Shown));
                }
            }
        }
    }

    [Test]
    public async Task Pages_of_shared_sessions_start_with_the_newest([Values("laravel", "oauth2")] string contract)
    {
        await using var replicas = await ReplicaSet.StartAsync(
            await SharedDatabase.Server, Plans.Of(contract), plant: static (_, sound) => new WithoutReadingAll(sound));
        var (filter, list) = (new SessionFilter(null, null), replicas.Servers[0].Sessions.List);
        foreach (var user in (string[])["ann", "bob", "eve"])
            replicas.Sessions.Open(user);
        var all = await list.PageAsync(filter, 0, int.MaxValue);
        all.Take(3).Select(session => session.User).Should().Equal("eve", "bob", "ann");

        var paged = new List<SessionInfo>();
        while (await list.PageAsync(filter, paged.Count, 4) is { Count: > 0 } page)
        {
            page.Should().HaveCountLessThanOrEqualTo(4);
            paged.AddRange(page);
        }

        paged.Select(session => session.Credential).Should().Equal(all.Select(session => session.Credential));
    }

    [Test]
    public async Task The_admin_API_lists_a_page_of_shared_sessions_and_changes_one_by_its_hash()
    {
        await using var replicas = ReplicaSet.Of(Plans.Of("laravel"));
        var server = await replicas.AddAsync((await SharedDatabase.Server).Connection, ReplicaSet.FreshSchema(), adminPort: 0);
        foreach (var user in (string[])["ann", "bob", "eve"])
            server.Sessions.Open(user);
        using var admin = new HttpClient { BaseAddress = server.AdminAddress };

        var listed = await ListAsync("?limit=2&offset=1");
        listed.GetProperty("count").GetInt64().Should().Be(SeededSessions.Of(replicas.Plan).Count() + 3);
        Users(listed).Should().Equal("bob", "ann");
        var ended = listed.GetProperty("sessions")[0].GetProperty("credential").GetString()!;
        using var changed = await admin.PostAsync(
            new Uri("/__admin/sessions/end", UriKind.Relative), JsonContent.Create(new { contract = "laravel", session = ended }));
        changed.EnsureSuccessStatusCode();

        Users(await ListAsync("?state=ended")).Should().Equal("bob");
        Users(await ListAsync("?state=ended&offset=1")).Should().BeEmpty();

        async Task<JsonElement> ListAsync(string query) =>
            JsonElement.Parse(await admin.GetStringAsync(new Uri($"/__admin/sessions{query}", UriKind.Relative)));

        static IEnumerable<string?> Users(JsonElement list) =>
            list.GetProperty("sessions").EnumerateArray().Select(session => session.GetProperty("user").GetString());
    }

    [Test]
    public async Task A_session_is_found_by_the_hash_of_its_credential(
        [Values("edin", "laravel", "oauth2", "rocketchat")] string contract)
    {
        await using var replicas = await ReplicaSet.StartAsync(
            await SharedDatabase.Server, Plans.Of(contract), plant: static (_, sound) => new WithoutReadingAll(sound));
        var (sessions, model) = (replicas.Sessions, replicas.Plan.Contract.Sessions);
        var key = model.Credentials[model.Key].Name;
        var opened = Enumerable.Range(0, 5).Select(_ => sessions.Open()[key]).ToList();

        foreach (var credential in opened)
            sessions.CredentialOf(Redactor.Hash(credential)).Should().Be(credential);
        foreach (var unknown in (string[])[Redactor.Hash("unknown"), "sha256:zzzzzzzz…", "sha256:12", "nonsense", ""])
            sessions.CredentialOf(unknown).Should().BeNull();
        if (sessions.Renew(opened[0])?[key] is { } renewed)
        {
            sessions.CredentialOf(Redactor.Hash(renewed)).Should().Be(renewed);
            sessions.CredentialOf(Redactor.Hash(opened[0])).Should().BeNull("the session has another one now");
        }
    }

    /// <summary>Opens, renews, ends, expires and removes sessions.</summary>
    private static async Task ChangeAsync(IMock mock)
    {
        var (sessions, model) = (mock.Sessions, mock.Plan.Contract.Sessions);
        var key = model.Credentials[model.Key].Name;
        var opened = Enumerable.Range(0, 8).Select(i => sessions.Open($"user-{i / 2}")[key]).ToList();
        if (model.Renews)
        {
            for (var i = 3; i < opened.Count; i++)
                opened[i] = sessions.Renew(opened[i])![key];
        }
        else
        {
            var client = new VendorClient(mock);
            var live = await client.LoginAsync();
            await client.LogoutAsync(await client.LoginAsync());
            await client.IsLiveAsync(live);
        }

        sessions.End(opened[0]);
        sessions.Expire(opened[1]);
        sessions.Forget(opened[2]);
        sessions.End(opened[3]);
        sessions.Expire(opened[4]);
        sessions.Forget(opened[5]);
    }

    private static async Task<IReadOnlyList<SessionsInState>> CompareAsync(RunningMock memory, ReplicaSet replicas)
    {
        var expected = await memory.Sessions.List.CountAsync();
        foreach (var server in replicas.Servers)
            (await server.Sessions.List.CountAsync()).Should().Equal(expected);
        return expected;
    }

    // Credentials are random, and the servers do not start at the same time.
    private static string Shown(SessionInfo session) =>
        $"{session.User} {session.Kind} {session.State} {string.Join(',', session.Values.Select(value => $"{value.Name} {value.State}"))}";

    /// <summary>Fails when somebody reads all sessions.</summary>
    private sealed class WithoutReadingAll(ISharedContract sound) : PlantedContract(sound)
    {
        public override ValueTask<SharedLook> LookAsync(SessionQuery query, Deadline deadline)
        {
            query.IsAll.Should().BeFalse("there may be millions");
            return base.LookAsync(query, deadline);
        }
    }
}
