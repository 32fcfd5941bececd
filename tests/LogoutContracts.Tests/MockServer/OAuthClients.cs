using LogoutContracts.Tests.Specs;
using LogoutContracts.Tests.Support;

namespace LogoutContracts.Tests.MockServer;

/// <summary>
/// The npm packages openid-client, a certified OAuth client, and jose against the mock. See <see cref="IndependentReaders"/> for how to
/// install it.
/// </summary>
public sealed class OAuthClients
{
    [Test]
    public async Task It_obtains_renews_and_revokes_tokens()
    {
        var client = IndependentReaders.PathOf("openid-client", "build", "index.js");
        await using var mock = await RunningMock.StartAsync("oauth2");

        var output = await NodeRun.RunAsync(SourceTree.PathOf("tests", "Independent", "oauth2.mjs"), client, mock.Address.ToString());

        output.Trim().Split('\n').Should().Equal(
            """{"step":"obtained","seen":["bearer",3600,200,true]}""",
            """{"step":"renewed","seen":[true,200,false]}""",
            """{"step":"reused","seen":["invalid_grant","invalid_token",false]}""",
            """{"step":"refused","seen":["basic",200]}""",
            """{"step":"revoked","seen":["invalid_token",false,"invalid_grant"]}""",
            """{"step":"revoked again","seen":[null,null]}""");
    }

    /// <summary>The npm package jose is what openid-client and oidc-provider check tokens with.</summary>
    [Test]
    public async Task A_library_checks_tokens_with_the_published_keys()
    {
        var library = IndependentReaders.PathOf("jose", "dist", "webapi", "index.js");
        await using var mock = await RunningMock.StartAsync("oauth2", release: "jwt");

        var output = await NodeRun.RunAsync(SourceTree.PathOf("tests", "Independent", "jwt.mjs"), library, mock.Address.ToString());

        output.Trim().Split('\n').Should().Equal(
            """{"step":"issued","seen":["jane","app",3600,"aud client_id exp iat iss jti sub","logout-contracts-test"]}""",
            """{"step":"renewed","seen":[true,"jane"]}""",
            """{"step":"forged","seen":"ERR_JWS_SIGNATURE_VERIFICATION_FAILED"}""");
    }
}
