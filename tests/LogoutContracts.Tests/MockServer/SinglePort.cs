using System.Collections.Concurrent;
using System.Net;
using LogoutContracts.Mocks.Plans;
using LogoutContracts.MockServer;
using LogoutContracts.MockServer.Journaling;
using LogoutContracts.Tests.Support;
using LogoutContracts.Verification.Http;

namespace LogoutContracts.Tests.MockServer;

public sealed class SinglePort
{
    private static readonly MockServerOptions OnePort = new() { SinglePort = 0, AdminPort = null };

    [Test]
    public async Task Every_contract_holds_below_its_own_prefix()
    {
        await using var server = await LogoutMockServer.StartAsync([.. Plans.All], OnePort);
        server.Plans.Select(plan => server.AddressOf(plan.Contract.Id).Port).Distinct().Should().ContainSingle();
        using var wire = new RawHttpClient();
        foreach (var plan in Plans.All)
        {
            server.AddressOf(plan.Contract.Id).AbsolutePath.Should().Be($"/{plan.Contract.Id}/");
            var logout = Preconditions.EnderOf(plan, plan.Contract.Sessions.DefaultKind)!;
            foreach (var variant in new[] { plan.Live, logout })
            {
                var exchange = await wire.SendAsync(server.AddressOf(plan.Contract.Id), variant.SeededRequest());
                exchange.Response.Status.Should().Be(variant.Answer!.Status);
            }
        }
    }

    [TestCase("/")]
    [TestCase("/rocketcat/api/v1/me")]
    [TestCase("/api/v1/me")]
    [TestCase("//rocketchat/api/v1/me")]
    public async Task An_unknown_prefix_is_answered_with_the_known_ones(string path)
    {
        var reported = new ConcurrentQueue<JournalEntry>();
        await using var server = await LogoutMockServer.StartAsync(
            [Plans.Of("edin"), Plans.Of("rocketchat")], OnePort with { OnRequest = reported.Enqueue });
        using var client = new HttpClient();
        using var response = await client.GetAsync(new Uri(server.BaseAddress.GetLeftPart(UriPartial.Authority) + path));
        response.StatusCode.Should().Be(HttpStatusCode.NotFound);
        response.Content.Headers.ContentType!.MediaType.Should().Be("application/problem+json");
        (await response.Content.ReadAsStringAsync()).Should().Contain("urn:logout-contracts:no-contract")
            .And.Contain($"The path {path} does not start with a contract's id. Known: /edin/…, /rocketchat/….");
        reported.Should().ContainSingle().Which.Should().BeEquivalentTo(new { Contract = "-", Path = path, Status = 404 });
        server.Journal.Entries.Should().BeEmpty("the request reached no contract");
    }

    [TestCase("/rocketchat")]
    [TestCase("/rocketchat/")]
    [TestCase("/rocketchat/api/v1/you")]
    public async Task Below_a_prefix_the_contract_speaks_for_itself(string path)
    {
        await using var server = await LogoutMockServer.StartAsync([Plans.Of("edin"), Plans.Of("rocketchat")], OnePort);
        using var client = new HttpClient();
        var address = new Uri(server.BaseAddress.GetLeftPart(UriPartial.Authority) + path);
        (await (await client.GetAsync(address)).Content.ReadAsStringAsync()).Should().Contain("urn:logout-contracts:no-path")
            .And.Contain($"The contract 'rocketchat' has no path {(path.Length > 11 ? path[11..] : "/")}.");
    }

    [Test]
    public async Task A_reload_and_the_journal_know_a_contract_as_they_always_do()
    {
        await using var server = await LogoutMockServer.StartAsync([Plans.Of("edin"), Plans.Of("rocketchat", "6")], OnePort);
        server.Reload(Plans.Of("rocketchat", "7"));
        using var wire = new RawHttpClient();
        await wire.SendAsync(server.AddressOf("rocketchat"), Plans.Of("rocketchat").Live.SeededRequest());
        server.Journal.Entries.Should().ContainSingle().Which
            .Should().BeEquivalentTo(new { Contract = "rocketchat", Path = "/api/v1/me", Status = 200 });
    }
}
