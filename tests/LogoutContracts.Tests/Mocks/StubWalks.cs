using LogoutContracts.Mocks.Plans;
using LogoutContracts.Mocks.Requests;
using LogoutContracts.Mocks.Stubs;
using LogoutContracts.Mocks.Stubs.Format;
using LogoutContracts.Specs.Model;
using LogoutContracts.Tests.Support;
using LogoutContracts.Verification.Http;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace LogoutContracts.Tests.Mocks;

/// <summary>
/// A client that knows nothing but the answers of the WireMock.Net mappings logs in, logs out and finds its session dead. For WireMock's
/// mappings, .ci/wiremock does the same with the real server.
/// </summary>
public sealed class StubWalks
{
    [TestCaseSource(typeof(Plans), nameof(Plans.Ids))]
    public void A_client_gets_all_that_it_needs_from_the_stubs(string contract)
    {
        var plan = Plans.Of(contract);
        var stubs = new StubInterpreter(Path.Combine(SourceTree.Root, "mocks", contract, "wiremock-net"));
        var session = new Dictionary<string, string>(StringComparer.Ordinal);
        var kind = plan.Contract.Sessions.DefaultKind;
        var login = Preconditions.OpenerOf(plan, kind)!;
        foreach (var hole in HolesOf(login).Where(hole => hole.Role == Role.Fresh))
            Learn(Giving(hole.Name));
        foreach (var (name, value) in ResponseValues.In(Send(login), plan, login.Operation))
            session[name] = value;
        foreach (var id in plan.Contract.Sessions.Ids.Where(id => !session.ContainsKey(id.Name)))
            Learn(Giving(id.Name));

        var live = Send(plan.Live);
        IsAnswerOf(plan.Live, live).Should().BeTrue("the session of the login should be live, not {0} {1}", live.Status, live.Body);
        var logout = Preconditions.EnderOf(plan, kind)!;
        Send(logout).Status.Should().Be(logout.Answer!.Status);
        IsAnswerOf(plan.Live, Send(plan.Live)).Should().BeFalse("the session should be dead after the logout");
        Send(logout);
        IsAnswerOf(plan.Live, Send(plan.Live)).Should().BeFalse("the session should stay dead after a second logout");

        PlannedVariant Giving(string name) => plan.Variants.First(variant => variant is { IsDefault: true, IsServed: true }
            && variant.Answer?.Status is >= 200 and < 300
            && plan.Contract.FindOperation(variant.Operation)?.Session.Gives
                .Any(given => string.Equals(given.Name, name, StringComparison.Ordinal)) is true);

        void Learn(PlannedVariant giving)
        {
            var answer = Send(giving);
            foreach (var given in plan.Contract.FindOperation(giving.Operation)!.Session.Gives)
                session[given.Name] = ResponseValues.Find(given.From, answer)!;
        }

        ReceivedResponse Send(PlannedVariant variant)
        {
            var request = RenderedRequest.Of(variant.Variant.Request, hole => ValueOf(variant, hole));
            var answer = stubs.Answer(request);
            answer.Should().NotBeNull("{0} {1} should have a stub", request.Method, request.Target);
            return new(answer!.Status, answer.Headers, answer.Body);
        }

        // Crafter answers dead sessions with the same status.
        bool IsAnswerOf(PlannedVariant variant, ReceivedResponse answer) => answer.Status == variant.Answer!.Status
            && string.Equals(
                answer.Body, variant.Answer.Body?.Text.Render(hole => ValueOf(variant, hole)) ?? "", StringComparison.Ordinal);

        string ValueOf(PlannedVariant variant, Hole hole) => session.GetValueOrDefault(hole.Name) ?? variant.Seeds.ValueOf(hole);
    }

    /// <summary>Generated for the release jwt, stubs issue seeded tokens, and leave the access token alive after the logout.</summary>
    [Test]
    public async Task Stubs_of_self_contained_tokens_keep_them_alive_after_the_logout()
    {
        var plan = Plans.Of("oauth2", "jwt");
        var folder = Directory.CreateTempSubdirectory("stubs-");
        try
        {
            foreach (var file in GeneratedFiles.Of(plan).Where(file => file.Path.StartsWith("wiremock-net/", StringComparison.Ordinal)))
                await File.WriteAllTextAsync(Path.Combine(folder.FullName, Path.GetFileName(file.Path)), file.Text);
            var stubs = new StubInterpreter(folder.FullName);
            var login = Preconditions.OpenerOf(plan, null)!;
            var answer = stubs.Answer(RenderedRequest.Of(login.Variant.Request, login.Seeds.ValueOf))!;
            var session = ResponseValues.In(new(answer.Status, answer.Headers, answer.Body), plan, login.Operation)
                .ToDictionary(StringComparer.Ordinal);

            var keys = JsonWebKeySet.Create(Send("getKeys", "published").Body);
            (await new JsonWebTokenHandler().ValidateTokenAsync(session["accessToken"], new TokenValidationParameters
            {
                IssuerSigningKeys = keys.GetSigningKeys(),
                ValidAudience = "https://resource.example",
                ValidIssuer = "https://as.example",
            })).IsValid.Should().BeTrue();
            Send("getUser", "live").Status.Should().Be(200);
            Send("introspect", "active").Body.Should().Contain("true");
            Send("revoke", "revoked-jwt").Status.Should().Be(200);
            Send("introspect", "active").Body.Should().Contain("false");
            Send("getUser", "live").Status.Should().Be(200);

            StubResponse Send(string operation, string variant)
            {
                var planned = plan.Find(operation, variant);
                var request = RenderedRequest.Of(
                    planned.Variant.Request, hole => session.GetValueOrDefault(hole.Name) ?? planned.Seeds.ValueOf(hole));
                return stubs.Answer(request) ?? throw new AssertionException($"{operation} has no stub for this session.");
            }
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static List<Hole> HolesOf(PlannedVariant variant)
    {
        var holes = new List<Hole>();
        RenderedRequest.Of(variant.Variant.Request, hole =>
        {
            holes.Add(hole);
            return "";
        });
        return holes;
    }
}
