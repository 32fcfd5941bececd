using System.Net;
using System.Text;
using System.Text.Json;
using LogoutContracts.Mocks;
using LogoutContracts.Mocks.Plans;
using LogoutContracts.Mocks.Requests;
using LogoutContracts.MockServer.Clock;
using LogoutContracts.Specs;
using LogoutContracts.Specs.Model;
using LogoutContracts.Tests.Support;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace LogoutContracts.Tests.MockServer.Sessions;

/// <summary>Access tokens that are JSON Web Tokens, as resources and clients see them.</summary>
public sealed class JsonWebTokens
{
    private const int Start = 1_800_000_000;
    private const int Lifetime = 3600;

    private readonly ManualClock clock = new();
    private readonly HttpClient client = new();
    private RunningMock mock = null!;

    [SetUp]
    public async Task StartAsync()
    {
        clock.Advance(TimeSpan.FromSeconds(Start));
        mock = await RunningMock.StartAsync(WithSessionId(), clock);
    }

    [TearDown]
    public async Task StopAsync()
    {
        client.Dispose();
        await mock.DisposeAsync();
    }

    [Test]
    public async Task A_login_issues_a_token_by_the_mocks_clock()
    {
        clock.Advance(TimeSpan.FromMilliseconds(1_900));
        var token = new JsonWebToken((await LogInAsync()).Access);

        (token.Alg, token.Typ, token.Kid).Should().Be(("RS256", "at+jwt", "logout-contracts-test"));
        (token.Issuer, token.Subject).Should().Be(("https://as.example", "jane"));
        token.Audiences.Should().Equal("https://resource.example");
        token.GetPayloadValue<string>("client_id").Should().Be("app");
        token.GetPayloadValue<long>("iat").Should().Be(Start + 1);
        token.GetPayloadValue<long>("exp").Should().Be(Start + 1 + Lifetime);
        token.Id.Should().HaveLength(32);
    }

    [Test]
    public async Task Everybody_can_check_it_with_the_published_keys()
    {
        var token = (await LogInAsync()).Access;
        (await IsSignedAsync(token)).Should().BeTrue();
        var forged = token.Split('.') is [var head, _, var signature]
            ? $"{head}.{Base64UrlEncoder.Encode("""{"sub":"john"}""")}.{signature}" : "";
        (await IsSignedAsync(forged)).Should().BeFalse();
    }

    [Test]
    public async Task A_renewal_issues_another_token_about_the_same_session()
    {
        var first = await LogInAsync();
        clock.Advance(TimeSpan.FromMinutes(5));
        var second = await RefreshAsync(first);
        var (old, renewed) = (new JsonWebToken(first.Access), new JsonWebToken(second.Access));

        renewed.GetPayloadValue<string>("sid").Should().Be(old.GetPayloadValue<string>("sid")).And.HaveLength(20);
        renewed.Id.Should().NotBe(old.Id);
        renewed.GetPayloadValue<long>("iat").Should().Be(Start + 300);
        (await IsSignedAsync(second.Access)).Should().BeTrue();
        new JsonWebToken((await LogInAsync()).Access).GetPayloadValue<string>("sid").Should().NotBe(old.GetPayloadValue<string>("sid"));
    }

    [Test]
    public async Task After_the_logout_it_lives_out_its_lifetime()
    {
        var tokens = await LogInAsync();
        (await PostAsync("/revoke", $"token={tokens.Refresh}")).Status.Should().Be(200);

        (await IsActiveAsync(tokens.Access), await IsActiveAsync(tokens.Refresh)).Should().Be((true, false));
        (await PostAsync("/token", Refreshing(tokens.Refresh))).Status.Should().Be(400);
        clock.Advance(TimeSpan.FromSeconds(Lifetime));
        (await UserAsync(tokens.Access)).Should().Be(HttpStatusCode.OK);
        clock.Advance(TimeSpan.FromSeconds(1));
        (await UserAsync(tokens.Access)).Should().Be(HttpStatusCode.Unauthorized);
        (await IsActiveAsync(tokens.Access)).Should().BeFalse();
    }

    [Test]
    public async Task A_client_that_revokes_it_learns_that_it_cannot()
    {
        var tokens = await LogInAsync();
        (await PostAsync("/revoke", $"token={tokens.Access}")).Should().Be((400, """{"error":"unsupported_token_type"}"""));
        (await UserAsync(tokens.Access)).Should().Be(HttpStatusCode.OK);
    }

    [Test]
    public async Task The_state_decides_and_not_the_text()
    {
        var seeded = mock.Plan.Find("getUser", "live").Seeds.ValueOf(new(Role.Caller, "accessToken"));
        (await UserAsync(seeded)).Should().Be(HttpStatusCode.OK);
        new JsonWebToken(seeded).ValidTo.Should().Be(new(2100, 1, 1, 0, 0, 0, DateTimeKind.Utc));
        clock.Advance(TimeSpan.FromSeconds(Lifetime + 1));
        (await UserAsync(seeded)).Should().Be(HttpStatusCode.Unauthorized, "its lifetime has started with its first use");

        var ended = (await LogInAsync()).Access;
        mock.Server.Sessions.End(ended).Should().BeTrue();
        (await UserAsync(ended)).Should().Be(HttpStatusCode.Unauthorized, "the test has ended it");
        var neverIssued = mock.Plan.Find("getUser", "never-issued").Seeds.ValueOf(new(Role.Caller, "accessToken"));
        (await IsSignedAsync(neverIssued)).Should().BeTrue();
        (await UserAsync(neverIssued)).Should().Be(HttpStatusCode.Unauthorized, "the mock does not know it");
    }

    [Test]
    public async Task Seeded_tokens_are_the_same_in_each_plan_and_all_different()
    {
        var tokens = SeededIn(mock.Plan);
        tokens.Should().HaveCountGreaterThan(20).And.OnlyHaveUniqueItems().And.Equal(SeededIn(WithSessionId()));
        foreach (var token in tokens)
            (await IsSignedAsync(token)).Should().BeTrue();
        tokens.Select(token => new JsonWebToken(token).Subject).Distinct(StringComparer.Ordinal).Should().Equal("jane");
        tokens.Select(token => new JsonWebToken(token).IssuedAt).Distinct().Should().ContainSingle();
    }

    [Test]
    public void The_release_decides_about_the_format()
    {
        var contract = Plans.Of("oauth2").Contract;
        FormatIn("reference").Should().Be("[A-Za-z0-9_-]{43}");
        FormatIn("jwt").Should().StartWith("eyJ");
        FormatIn(null).Should().Be("[A-Za-z0-9_-]{43}", "that is the default release");

        string FormatIn(string? release) =>
            MockPlanner.Plan(contract, release).Require().Contract.Sessions.FormatOf("accessToken")!.Pattern;
    }

    [Test]
    public async Task Nothing_shows_a_whole_token()
    {
        var token = (await LogInAsync()).Access;
        var redactor = new Redactor(mock.Plan.Contract.Sessions);
        foreach (var text in (string[])[$"/keys/{token}/more", $"see {token}, please", $"?a=b&t={token}"])
            redactor.Hide(text).Should().Be(text.Replace(token, Redactor.Hash(token), StringComparison.Ordinal));
        redactor.Redact(Encoding.UTF8.GetBytes($"token={token}"), "application/x-www-form-urlencoded").Should()
            .Be($"token={Redactor.Hash(token)}");
        await UserAsync(token);
        mock.Server.Journal.Entries.Should().NotBeEmpty();
        foreach (var entry in mock.Server.Journal.Entries)
            JsonSerializer.Serialize(entry.Headers).Should().NotContain(token.Split('.')[2]);
    }

    /// <summary>The contract oauth2 with an id of the session in its tokens, in the release with such tokens.</summary>
    private static MockPlan WithSessionId()
    {
        var text = OwnSpecs.TextOf("oauth2")
            .Replace("client_id: '{client}' }", "client_id: '{client}', sid: '{sid}' }", StringComparison.Ordinal)
            .Replace("    probe: { operation: getUser", "    id: { sid: { format: '[a-z0-9]{20}' } }\n    probe: { operation: getUser",
                StringComparison.Ordinal);
        return MockPlanner.Plan(SpecReader.Read("oauth2.yaml", Encoding.UTF8.GetBytes(text)).Require(), "jwt").Require();
    }

    private static List<string> SeededIn(MockPlan plan) => [.. plan.Variants.SelectMany(variant => variant.Seeds.Sessions)
        .Where(session => session.Role != Role.Target)
        .SelectMany(session => session.Values.Concat(session.Renewed))
        .Where(value => value.Name is "accessToken").Select(value => value.Value)];

    private async Task<bool> IsSignedAsync(string token)
    {
        var keys = JsonWebKeySet.Create(await client.GetStringAsync(new Uri(mock.Address, "/jwks")));
        return (await new JsonWebTokenHandler().ValidateTokenAsync(token, new TokenValidationParameters
        {
            IssuerSigningKeys = keys.GetSigningKeys(),
            ValidateIssuer = false,
            ValidateAudience = false,
            ValidateLifetime = false,
        })).IsValid;
    }

    private static string Refreshing(string token) => $"grant_type=refresh_token&refresh_token={token}";

    private async Task<Tokens> LogInAsync() =>
        TokensIn(await PostAsync("/token", "grant_type=password&username=jane&password=correct-horse"));

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

    private async Task<(int Status, string Body)> PostAsync(string path, string form)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(mock.Address, path));
        request.Content = new StringContent(form, Encoding.UTF8, "application/x-www-form-urlencoded");
        request.Headers.Authorization = new("Basic", Convert.ToBase64String("app:s3cret-of-app"u8));
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
