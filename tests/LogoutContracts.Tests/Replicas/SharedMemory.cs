using LogoutContracts.MockServer;
using LogoutContracts.Specs.Model;
using LogoutContracts.Tests.Support;
using RawAnswer = LogoutContracts.MockServer.Overrides.RawAnswer;

namespace LogoutContracts.Tests.Replicas;

/// <summary>What two servers in one process share.</summary>
public sealed class SharedMemory
{
    [Test]
    public async Task A_session_lives_and_ends_at_both()
    {
        await using var one = await LogoutMockServer.StartAsync("laravel");
        await using var other = await one.StartReplicaAsync();
        var token = one.Sessions.Open()["token"];
        other.Sessions.StateOf(token).Should().Be(SessionState.Active);
        other.Sessions.End(token).Should().BeTrue();
        one.Sessions.StateOf(token).Should().Be(SessionState.Ended);
        one.BaseAddress.Should().NotBe(other.BaseAddress);
    }

    [Test]
    public async Task The_clock_is_shared()
    {
        await using var one = await LogoutMockServer.StartAsync("edin");
        await using var other = await one.StartReplicaAsync();
        var session = one.Sessions.Open()["SID"];
        other.Clock.Advance(TimeSpan.FromHours(1));
        one.Sessions.StateOf(session).Should().Be(SessionState.Expired);
        one.Reset();
        other.Sessions.StateOf(session).Should().BeNull();
        other.Clock.Ahead.Should().Be(TimeSpan.Zero);
    }

    [Test]
    public async Task Forced_answers_and_the_journal_are_not_shared()
    {
        await using var one = await LogoutMockServer.StartAsync("laravel");
        await using var other = await one.StartReplicaAsync();
        one.Force(null, new RawAnswer(418));
        using var client = new HttpClient();
        using var answer = await client.GetAsync(new Uri(other.BaseAddress, "api/v1/customers"));
        ((int)answer.StatusCode).Should().Be(401);
        other.Journal.Entries.Should().ContainSingle();
        one.Journal.Entries.Should().BeEmpty();
    }

    [Test]
    public async Task A_server_with_a_database_has_no_replica_in_memory()
    {
        await using var replicas = await ReplicaSet.StartAsync(await SharedDatabase.Server, Plans.Of("laravel"), 1);
        await replicas.Servers[0].Invoking(server => server.StartReplicaAsync()).Should().ThrowAsync<InvalidOperationException>()
            .WithMessage("*start another server with the same database.");
    }
}
