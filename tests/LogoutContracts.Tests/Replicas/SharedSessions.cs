using System.Globalization;
using FsCheck;
using FsCheck.Fluent;
using LogoutContracts.Mocks.Requests;
using LogoutContracts.MockServer.Overrides;
using LogoutContracts.MockServer.Sessions;
using LogoutContracts.Specs.Model;
using LogoutContracts.Tests.MockServer.Sequences;
using LogoutContracts.Tests.Support;
using RawAnswer = LogoutContracts.MockServer.Overrides.RawAnswer;

namespace LogoutContracts.Tests.Replicas;

/// <summary>What changes at one server shows at the other.</summary>
public sealed class SharedSessions
{
    [Test]
    public async Task A_session_lives_and_ends_at_all_servers([ValueSource(nameof(Contracts))] string contract)
    {
        await using var replicas = await StartAsync(contract);
        var client = new VendorClient(replicas);

        var session = await client.LoginAsync();
        var wasLive = (await client.IsLiveAsync(session), await client.IsLiveAsync(session));
        var ended = (await client.LogoutAsync(session), await client.LogoutAsync(session));

        wasLive.Should().Be((true, true));
        ended.Should().Be((true, false), "a session ends once");
        (await client.IsLiveAsync(session), await client.IsLiveAsync(session)).Should().Be((false, false));
    }

    [Test]
    public async Task Of_simultaneous_logouts_one_succeeds([ValueSource(nameof(Contracts))] string contract)
    {
        await using var replicas = await StartAsync(contract);
        var client = new VendorClient(replicas);
        for (var round = 0; round < 5; round++)
        {
            var session = await client.LoginAsync();

            var ended = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => client.LogoutAsync(session)));

            ended.Count(succeeded => succeeded).Should().Be(1);
        }
    }

    /// <summary>The server reads for several of them at once.</summary>
    [Test]
    public async Task Many_requests_at_a_time_get_the_answers_of_their_own_sessions(
        [Values("edin", "laravel", "rocketchat")] string contract)
    {
        await using var replicas = await StartAsync(contract, count: 1);
        var client = new VendorClient(replicas);
        var sessions = await Task.WhenAll(Enumerable.Range(0, 40).Select(_ => client.LoginAsync()));

        var ended = await Task.WhenAll(sessions.Where((_, i) => i % 2 == 0).Select(client.LogoutAsync));
        var live = await Task.WhenAll(sessions.Select(client.IsLiveAsync));

        ended.Should().AllBeEquivalentTo(true);
        live.Should().Equal(Enumerable.Range(0, sessions.Length).Select(i => i % 2 == 1));
    }

    [Test]
    public async Task The_admin_ends_expires_and_forgets_for_all()
    {
        await using var replicas = await StartAsync("laravel");
        var (one, other) = (replicas.Servers[0].Sessions, replicas.Servers[1].Sessions);
        string[] opened = [one.Open("ann")["token"], one.Open("ann")["token"], one.Open("bob")["token"]];

        opened.Select(other.StateOf).Should().AllBeEquivalentTo(SessionState.Active);
        (one.End(opened[0]), one.Expire(opened[1]), one.Forget(opened[2])).Should().Be((true, true, true));

        opened.Select(other.StateOf).Should().Equal(SessionState.Ended, SessionState.Expired, null);
        other.All.Count(session => session.User is "ann").Should().Be(2);
        other.End("unknown").Should().BeFalse();
    }

    [Test]
    public async Task A_reset_and_the_clock_are_for_all()
    {
        await using var replicas = await StartAsync("edin");
        var client = new VendorClient(replicas);
        var (one, other) = (replicas.Servers[0], replicas.Servers[1]);
        var session = await client.LoginAsync();
        var timeout = replicas.Plan.Contract.Sessions.IdleTimeout!.Value;

        one.State.Advance(timeout * 0.9);
        (await client.IsLiveAsync(session), await client.IsLiveAsync(session)).Should().Be((true, true), "it was used");
        one.State.Advance(timeout * 0.9);
        other.State.Advance(timeout * 0.2);
        (await client.IsLiveAsync(session), await client.IsLiveAsync(session)).Should().Be((false, false), "it was idle");
        other.State.Ahead.Should().Be(timeout * 2);

        one.Reset();
        other.State.Ahead.Should().Be(TimeSpan.Zero);
        other.Sessions.All.Should().HaveCount(
            SeededSessions.Of(replicas.Plan).Count(), "only the seeded sessions are left");
    }

    [Test]
    public async Task A_session_that_has_expired_stays_so_when_the_clock_is_set_back()
    {
        await using var replicas = await StartAsync("edin");
        var client = new VendorClient(replicas);
        var session = await client.LoginAsync();
        var timeout = replicas.Plan.Contract.Sessions.IdleTimeout!.Value;

        replicas.Advance(timeout * 1.1);
        (await client.IsLiveAsync(session)).Should().BeFalse();
        replicas.Advance(-timeout);

        (await client.IsLiveAsync(session), await client.IsLiveAsync(session)).Should().Be((false, false));
    }

    [Test]
    public async Task A_forced_answer_is_counted_once_for_all()
    {
        await using var replicas = await StartAsync("laravel");
        var (one, other) = (replicas.Servers[0]["laravel"], replicas.Servers[1]["laravel"]);
        one.Force(null, new RawAnswer(418), new Trigger.Next(5));
        var probe = RenderedRequest.Of(replicas.Plan.Live.Variant.Request, replicas.Plan.Live.Seeds.ValueOf);

        var replies = await Task.WhenAll(Enumerable.Range(0, 30).Select(_ => replicas.SendAsync(probe)));

        replies.Count(reply => reply.Status == 418).Should().Be(5);
        var listed = other.Overrides.All.Should().ContainSingle().Which;
        (listed.Count.Seen, listed.Count.Met).Should().Be((30, 5));
        other.TakeBack(listed.Id).Should().BeTrue();
        one.Overrides.All.Should().BeEmpty();
    }

    [Test]
    public async Task Forced_answers_that_several_servers_add_are_all_there()
    {
        await using var replicas = await StartAsync("laravel");
        var (one, other) = (replicas.Servers[0]["laravel"], replicas.Servers[1]["laravel"]);
        string[] ids = [one.Force(null, new RawAnswer(418)), other.Force(null, new RawAnswer(451)), other.Break(new Fault.Reset())];

        one.Overrides.All.Select(active => active.Id).Should().Equal(ids);
        ids.Select(one.TakeBack).ToList().Should().AllBeEquivalentTo(true);
    }

    [Test]
    public async Task A_forced_variant_and_a_fault_apply_at_all_servers()
    {
        await using var replicas = await StartAsync("laravel");
        var (one, other) = (replicas.Servers[0], replicas.Servers[1]);
        var probe = RenderedRequest.Of(replicas.Plan.Live.Variant.Request, replicas.Plan.Live.Seeds.ValueOf);

        one.Force(replicas.Plan.Dead.Operation, replicas.Plan.Dead.Name);
        (await replicas.SendAsync(other, probe)).Status.Should().Be(replicas.Plan.Dead.Answer!.Status);
        other["laravel"].TakeBackAll();
        var fault = other.Break(new Fault.EmptyReply());

        await FluentActions.Awaiting(() => replicas.SendAsync(one, probe)).Should().ThrowAsync<HttpRequestException>();
        one["laravel"].TakeBack(fault).Should().BeTrue();
        (await replicas.SendAsync(one, probe)).Status.Should().Be(replicas.Plan.Live.Answer!.Status);
    }

    /// <summary>Some order of the steps explains what several users see, though each step goes to another server.</summary>
    [Test]
    public async Task Every_sequence_has_an_order_that_explains_it(
        [Values("edin", "laravel", "rocketchat")] string contract)
    {
        await using var replicas = await StartAsync(contract, contract is "rocketchat" ? 4 : 2);
        var idleLimit = replicas.Plan.Contract.Sessions.IdleTimeout is null ? (int?)null : 1;
        var sequences = int.Parse(
            Environment.GetEnvironmentVariable("LOGOUT_CONTRACTS_SEQUENCES") ?? "12", CultureInfo.InvariantCulture);
        var found = "";

        Prop.ForAll(SequenceGen.Of(contract is "rocketchat"), IsExplained)
            .Check(Config.Quick.WithMaxTest(sequences).WithReplay(new Replay(new(20261129), null)).WithRunner(new SilentRunner()));

        found.Should().BeEmpty();

        bool IsExplained(Sequence sequence)
        {
            var events = SequenceRun.EventsOfAsync(replicas, sequence).GetAwaiter().GetResult();
            if (Linearizability.Holds(SessionsModel.Empty(idleLimit), events))
                return true;
            found = $"{sequence}: {string.Join("; ", events)}";
            return false;
        }
    }

    // Crafter answers every logout alike; the others need more than a plain login.
    private static IEnumerable<string> Contracts => Plans.All.Select(plan => plan.Contract.Id)
        .Except(["crafter", "oauth2", "symphony"], StringComparer.Ordinal);

    private static async Task<ReplicaSet> StartAsync(string contract, int count = 2) =>
        await ReplicaSet.StartAsync(await SharedDatabase.Server, Plans.Of(contract), count);
}
