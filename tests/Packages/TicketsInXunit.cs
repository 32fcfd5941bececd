using System.Net;
using LogoutContracts.FluentAssertions;
using LogoutContracts.MockServer;
using LogoutContracts.Sample;
using LogoutContracts.Verification;
using LogoutContracts.Verification.Results;
using Xunit;

public sealed class TicketsInXunit
{
    private static readonly ProviderContract Contract = ProviderContract.Read("specs/tickets/openapi.yaml");

    public static TheoryData<string> Ids => [.. Contract.Cases.Select(each => each.Id)];

    [Theory]
    [MemberData(nameof(Ids))]
    public async Task Keeps_its_contract(string id)
    {
        await using var service = await TicketService.StartAsync();
        var result = await Contract.VerifyAsync(Contract.Cases.Single(each => each.Id == id), service.Address);
        Assert.True(result.Outcome == Outcome.Passed, ReportText.Of(result));
    }

    [Fact]
    public async Task A_token_is_dead_after_the_logout()
    {
        await using var mock = await LogoutMockServer.StartAsync("laravel");
        var session = mock.Sessions.Open();
        var token = session.Values.Single();
        using var client = new HttpClient { BaseAddress = mock.BaseAddress };
        client.DefaultRequestHeaders.Add("Authorization", $"Bearer {token}");

        using var first = await client.DeleteAsync("api/v1/logout");
        using var second = await client.DeleteAsync("api/v1/logout");

        Assert.Equal(HttpStatusCode.Unauthorized, second.StatusCode);
        mock.Should().HaveEndedSession(token);
    }
}
