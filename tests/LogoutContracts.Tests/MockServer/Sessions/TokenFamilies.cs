using System.Net;
using System.Text;
using System.Text.Json;
using LogoutContracts.MockServer.Clock;
using LogoutContracts.Specs.Model;
using LogoutContracts.Tests.Support;

namespace LogoutContracts.Tests.MockServer.Sessions;

/// <summary>Access and refresh tokens of one session, as an OAuth client sees them.</summary>
public sealed class TokenFamilies
{
    private readonly ManualClock clock = new();
    private readonly HttpClient client = new();
    private RunningMock mock = null!;

    [SetUp]
    public async Task StartAsync() => mock = await RunningMock.StartAsync("oauth2", clock);

    [TearDown]
    public async Task StopAsync()
    {
        client.Dispose();
        await mock.DisposeAsync();
    }

    [Test]
    public async Task A_renewal_replaces_the_refresh_token_and_leaves_the_old_access_token_alone()
    {
        var first = await LogInAsync();
        var second = await RefreshAsync(first);

        second.Refresh.Should().NotBe(first.Refresh);
        (await IsActiveAsync(first.Access), await IsActiveAsync(first.Refresh)).Should().Be((true, false));
        (await IsActiveAsync(second.Access), await IsActiveAsync(second.Refresh)).Should().Be((true, true));
        mock.Server.Sessions.StateOf(first.Refresh).Should().Be(SessionState.Superseded);
        mock.Server.Sessions.All.Count(session => session.User is "login/jane").Should().Be(1, "a renewed session is one session");
    }

    [Test]
    public async Task A_second_use_of_a_refresh_token_ends_the_family()
    {
        var first = await LogInAsync();
        var second = await RefreshAsync(first);
        var third = await RefreshAsync(second);
        var stranger = await LogInAsync("john", "other-horse");

        (await PostAsync("/token", Refreshing(first.Refresh))).Status.Should().Be(400);

        foreach (var tokens in (Tokens[])[first, second, third])
            (await IsActiveAsync(tokens.Access), await IsActiveAsync(tokens.Refresh)).Should().Be((false, false));
        (await IsActiveAsync(stranger.Access)).Should().BeTrue();
    }

    [TestCase(true, false, false)]
    [TestCase(false, false, true)]
    public async Task A_revocation_ends_what_the_contract_says(bool ofRefreshToken, bool accessLives, bool refreshLives)
    {
        var first = await LogInAsync();
        var second = await RefreshAsync(first);

        (await PostAsync("/revoke", $"token={(ofRefreshToken ? second.Refresh : second.Access)}&token_type_hint=nonsense")).Status.Should()
            .Be(200);

        (await IsActiveAsync(second.Access), await IsActiveAsync(second.Refresh)).Should().Be((accessLives, refreshLives));
        (await UserAsync(second.Access)).Should().Be(HttpStatusCode.Unauthorized);
        (await PostAsync("/revoke", $"token={second.Access}")).Status.Should().Be(200, "a client cannot do anything about a dead token");
    }

    [Test]
    public async Task An_access_token_expires_and_its_refresh_token_gets_a_new_one()
    {
        var first = await LogInAsync();
        clock.Advance(TimeSpan.FromMinutes(59));
        var second = await RefreshAsync(first);
        clock.Advance(TimeSpan.FromMinutes(2));

        (await UserAsync(first.Access)).Should().Be(HttpStatusCode.Unauthorized);
        (await UserAsync(second.Access)).Should().Be(HttpStatusCode.OK);
        clock.Advance(TimeSpan.FromHours(1));
        (await UserAsync(second.Access)).Should().Be(HttpStatusCode.Unauthorized);
        (await UserAsync((await RefreshAsync(second)).Access)).Should().Be(HttpStatusCode.OK);
    }

    [Test]
    public async Task Of_simultaneous_renewals_one_wins()
    {
        var first = await LogInAsync();
        var replies = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => PostAsync("/token", Refreshing(first.Refresh))));

        replies.Count(reply => reply.Status == 200).Should().Be(1);
        (await IsActiveAsync(first.Access)).Should().BeFalse("the others have used a token that was replaced");
    }

    [TestCase("app", "s3cret-of-app", 200)]
    [TestCase("app", "wrong", 401)]
    [TestCase("nobody", "s3cret-of-app", 401)]
    [TestCase("other", "s3cret-of-other", 400)]
    public async Task A_refresh_token_is_worth_something_to_its_own_client_only(string id, string secret, int status)
    {
        var tokens = await LogInAsync();
        (await PostAsync("/token", Refreshing(tokens.Refresh), id, secret)).Status.Should().Be(status);
        (await UserAsync(tokens.Access)).Should().Be(HttpStatusCode.OK);
    }

    [TestCase("client_id=app&client_secret=s3cret-of-app", 200)]
    [TestCase("client_id=app&client_secret=wrong", 401)]
    [TestCase("client_id=app", 401)]
    [TestCase("", 401)]
    public async Task A_client_can_authenticate_in_the_form(string form, int status)
    {
        var tokens = await LogInAsync();
        (await PostAsync("/revoke", $"token={tokens.Refresh}&{form}", id: null)).Status.Should().Be(status);
        (await IsActiveAsync(tokens.Access)).Should().Be(status != 200);
    }

    [Test]
    public async Task Either_token_names_the_session()
    {
        var tokens = await LogInAsync();
        mock.Server.Sessions.End(tokens.Refresh).Should().BeTrue();
        mock.Server.Sessions.StateOf(tokens.Access).Should().Be(SessionState.Ended);
        mock.Server.Sessions.Forget(tokens.Access).Should().BeTrue();
        mock.Server.Sessions.StateOf(tokens.Refresh).Should().BeNull();
    }

    private static string Refreshing(string token) => $"grant_type=refresh_token&refresh_token={token}";

    private async Task<Tokens> LogInAsync(string user = "jane", string password = "correct-horse") =>
        TokensIn(await PostAsync("/token", $"grant_type=password&username={user}&password={password}"));

    private async Task<Tokens> RefreshAsync(Tokens tokens) => TokensIn(await PostAsync("/token", Refreshing(tokens.Refresh)));

    private async Task<bool> IsActiveAsync(string token) =>
        JsonElement.Parse((await PostAsync("/introspect", $"token={token}")).Body).GetProperty("active").GetBoolean();

    private async Task<HttpStatusCode> UserAsync(string access)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(mock.Address, "/userinfo"));
        request.Headers.Authorization = new("Bearer", access);
        using var response = await client.SendAsync(request);
        return response.StatusCode;
    }

    private async Task<(int Status, string Body)> PostAsync(string path, string form, string? id = "app", string secret = "s3cret-of-app")
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(mock.Address, path));
        request.Content = new StringContent(form, Encoding.UTF8, "application/x-www-form-urlencoded");
        if (id is not null)
            request.Headers.Authorization = new("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{id}:{secret}")));
        using var response = await client.SendAsync(request);
        return ((int)response.StatusCode, await response.Content.ReadAsStringAsync());
    }

    private static Tokens TokensIn((int Status, string Body) reply)
    {
        reply.Status.Should().Be(200, reply.Body);
        var json = JsonElement.Parse(reply.Body);
        return new(json.GetProperty("access_token").GetString()!, json.GetProperty("refresh_token").GetString()!);
    }

    private sealed record Tokens(string Access, string Refresh);
}
