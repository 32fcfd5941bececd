using System.Text;
using System.Text.Json.Nodes;
using LogoutContracts.Tests.Support;
using LogoutContracts.Verification.Cases;
using LogoutContracts.Verification.Http;
using LogoutContracts.Verification.Results;
using LogoutContracts.Verification.Running;
using Microsoft.IdentityModel.Tokens;

namespace LogoutContracts.Tests.Verification.Judging;

/// <summary>JSON Web Tokens of a real provider that differ from the contract: some differences are remarks, others failures.</summary>
public sealed class IssuedTokens
{
    private const string LoggedIn = "token.logged-in";
    private const string Refreshed = "token.refreshed";

    [TestCase(LoggedIn)]
    [TestCase(Refreshed)]
    public async Task A_good_token_passes_without_remarks(string id)
    {
        var run = await RunAsync(id, static token => token);
        run.Section.Cases.Should().ContainSingle().Which.Outcome.Should().Be(Outcome.Passed, Reasons(run));
        run.Section.Cases[0].Remarks.Concat(run.Section.Remarks).Should().BeEmpty();
    }

    [TestCase(LoggedIn)]
    [TestCase(Refreshed)]
    public async Task A_token_that_no_published_key_has_signed_fails(string id)
    {
        var run = await RunAsync(id, static token => Changed(token, static payload => payload["sub"] = "john"));
        Failed(run).Should().StartWith("Token accessToken signature is of no published key, not of a published key.");
    }

    [Test]
    public async Task A_token_without_a_signature_fails()
    {
        var run = await RunAsync(LoggedIn, static token =>
            $"{Base64UrlEncoder.Encode("""{"alg":"none","typ":"at+jwt"}""")}.{token.Split('.')[1]}.");
        Failed(run).Should().StartWith("Token accessToken signature is none, not of a published key.");
    }

    [Test]
    public async Task A_token_that_is_issued_expired_fails()
    {
        var run = await RunAsync(LoggedIn, static token => Changed(token, static payload => payload["exp"] = 1));
        Failed(run).Should().Contain("Token accessToken claim exp is at or before iat, not after iat.");
    }

    [Test]
    public async Task A_login_that_only_prepares_a_case_is_remarked_on_once()
    {
        var run = await RunAsync(
            static token => Changed(token, static payload => payload["sub"] = "john"), true,
            "getUser.live", "introspect.access-token-active");
        run.Section.Totals.Should().Be(new ReportTotals(2, 0, 0, 0), Reasons(run));
        run.Section.Remarks.Should().ContainSingle(remark => remark.Contains("signature", StringComparison.Ordinal)).Which.Should()
            .Be("token: Token accessToken signature is of no published key, not of a published key.");
    }

    [TestCase("opaque", "Token accessToken is another text, not a signed JWT.")]
    [TestCase("keys", "Token accessToken signature is unchecked, as no keys are published, not of a published key.")]
    [TestCase("claims", "The answer lacks what the contract shows: token accessToken claim client_id.",
        "Token accessToken claim iss is https://elsewhere.example, not https://as.example.",
        "Token accessToken claim aud is a, b, not https://resource.example.",
        "Token accessToken lifetime is 60 seconds, not 3600 seconds.")]
    public async Task Other_differences_are_remarks(string which, params string[] remarks)
    {
        Func<string, string> change = which switch
        {
            "opaque" => static _ => "b3BhcXVlLXRva2VuLW9mLWFub3RoZXItZm9ybWF0LTEyMw",
            "keys" => static token => token,
            _ => static token => Changed(token, static payload =>
            {
                payload["iss"] = "https://elsewhere.example";
                payload["aud"] = new JsonArray("a", "b");
                payload.Remove("client_id");
                payload["exp"] = (long)payload["iat"]! + 60;
            }),
        };
        var run = await RunAsync(change, which is not "keys", LoggedIn);
        var found = run.Section.Cases.Should().ContainSingle().Subject;

        // What is changed is not signed, which another test is about.
        if (which is not "claims")
            found.Outcome.Should().Be(Outcome.Passed, Reasons(run));
        found.Remarks.Should().Contain(remarks);
    }

    [Test]
    public async Task A_logout_that_leaves_the_access_token_alive_is_no_failure()
    {
        await using var mock = await RunningMock.StartAsync("oauth2", release: "jwt");
        using var wire = new RawHttpClient();
        var cases = VerificationCase.AllOf(mock.Plan).Where(each => !each.MovesClock).ToList();
        var run = await new VerificationRun(mock.Plan, new(mock.Address, TargetKind.Live), wire, new()).RunAsync(cases);
        run.Section.Totals.Failed.Should().Be(0, Reasons(run));
        run.Section.Cases.Where(each => each.Id.Contains("revoke.negative", StringComparison.Ordinal)).Should().HaveCountGreaterThan(5)
            .And.OnlyContain(each => each.Outcome == Outcome.Passed);
        run.HasSeenNoLogout.Should().BeFalse();
    }

    private static string Failed(VerificationRunResult run)
    {
        var found = run.Section.Cases.Should().ContainSingle().Subject;
        found.Outcome.Should().Be(Outcome.Failed, Reasons(run));
        return found.Reason;
    }

    private static Task<VerificationRunResult> RunAsync(string id, Func<string, string> change) => RunAsync(change, true, id);

    /// <summary>Verifies a provider that issues changed tokens and accepts them like its own.</summary>
    private static async Task<VerificationRunResult> RunAsync(Func<string, string> change, bool hasKeys, params string[] ids)
    {
        var issued = new System.Collections.Concurrent.ConcurrentDictionary<string, string>(StringComparer.Ordinal);
        await using var mock = await RunningMock.StartAsync("oauth2", release: "jwt");
        await using var target = StandIn.Before(mock, async (request, answer) =>
        {
            if (!hasKeys && request.StartsWith("GET /jwks ", StringComparison.Ordinal))
                return "HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n";
            var answered = await answer(WithOwn(request, issued));
            if (!request.StartsWith("POST /token ", StringComparison.Ordinal)
                || !answered.StartsWith("HTTP/1.1 200", StringComparison.Ordinal))
            {
                return answered;
            }

            var (head, body) = answered.Split("\r\n\r\n", 2) is [var first, var second] ? (first, JsonNode.Parse(second)!) : default;
            var token = (string)body["access_token"]!;
            body["access_token"] = change(token);
            issued[change(token)] = token;
            var lines = head.Split("\r\n").Where(line => !line.StartsWith("Content-Length", StringComparison.OrdinalIgnoreCase));
            var text = body.ToJsonString();
            return $"{string.Join("\r\n", lines)}\r\nContent-Length: {text.Length}\r\n\r\n{text}";
        });
        using var wire = new RawHttpClient();
        var cases = VerificationCase.AllOf(mock.Plan).Where(each => ids.Contains(each.Id, StringComparer.Ordinal)).ToList();
        cases.Should().HaveCount(ids.Length);
        return await new VerificationRun(mock.Plan, new(target.Address, TargetKind.Live), wire, new()).RunAsync(cases);
    }

    private static string WithOwn(string request, IEnumerable<KeyValuePair<string, string>> issued)
    {
        var changed = issued.Aggregate(request, static (text, pair) => text.Replace(pair.Key, pair.Value, StringComparison.Ordinal));
        return changed.Length == request.Length ? changed : string.Join("\r\n", changed.Split("\r\n").Select(line =>
            line.StartsWith("Content-Length: ", StringComparison.OrdinalIgnoreCase)
                ? $"Content-Length: {changed.Split("\r\n\r\n", 2)[1].Length}" : line));
    }

    private static string Changed(string token, Action<JsonObject> change)
    {
        var parts = token.Split('.');
        var payload = (JsonObject)JsonNode.Parse(Base64UrlEncoder.DecodeBytes(parts[1]))!;
        change(payload);
        return $"{parts[0]}.{Base64UrlEncoder.Encode(Encoding.UTF8.GetBytes(payload.ToJsonString()))}.{parts[2]}";
    }

    private static string Reasons(VerificationRunResult run) =>
        string.Join(" | ", run.Section.Cases.Select(each => $"{each.Id} {each.Outcome}: {each.Reason}"));
}
