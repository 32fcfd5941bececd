using LogoutContracts.Specs.Model;
using LogoutContracts.Tests.Support;

namespace LogoutContracts.Tests.Mocks;

/// <summary>
/// The calls in the vendors' documents, sent by curl itself. Only the host and the credentials are replaced.
/// </summary>
public sealed class DocumentExamples
{
    private const string Silent = "curl -s -w '\\n%{http_code}'";

    [Test]
    public async Task Laravels_example_is_answered_as_documented()
    {
        await using var mock = await RunningMock.StartAsync("laravel");
        var token = mock.Plan.Find("logout", "session-ended").Seeds.Find(Role.Caller)!["token"];
        var line = $$"""
            {{Silent}} -X DELETE \
                "{{Url(mock)}}/api/v1/logout" \
                -H "Authorization: Bearer {{token}}" \
                -H "Content-Type: application/json" \
                -H "Accept: application/json"
            """;
        (await PosixShell.RunAsync(line)).Should().Be("\n204");
        (await PosixShell.RunAsync(line)).Should().Be("{\"message\":\"Unauthenticated.\"}\n401", "the token is gone");
    }

    [Test]
    public async Task RocketChats_example_is_answered_as_documented()
    {
        await using var mock = await RunningMock.StartAsync("rocketchat");
        var seeds = mock.Plan.Find("logoutMySession", "session-ended").Seeds;
        var session = seeds.Find(Role.Caller)!;
        var line = Line(session["userId"], session["authToken"], session["sessionId"]);
        var reply = await RunAsync(line);
        reply.Status.Should().Be(200);
        JsonIs(reply.Body, $$"""{ "sessionId": "{{session["sessionId"]}}", "success": true }""");

        // The document's two errors.
        var replay = await RunAsync(line);
        replay.Status.Should().Be(401);
        JsonIs(replay.Body, """{ "status": "error", "message": "You must be logged in to do this." }""");
        var foreignSeeds = mock.Plan.Find("logoutMySession", "session-of-another-user").Seeds;
        var (caller, foreign) = (foreignSeeds.Find(Role.Caller)!, foreignSeeds.Find(Role.Target)!);
        var refused = await RunAsync(Line(caller["userId"], caller["authToken"], foreign["sessionId"]));
        refused.Status.Should().Be(404);
        JsonIs(refused.Body, """{ "success": false, "error": "Session not found" }""");

        string Line(string userId, string authToken, string sessionId) => $$"""
            {{Silent}} --location '{{Url(mock)}}/api/v1/sessions/logout.me' \
            --header 'Content-Type: application/json' \
            --header 'X-Auth-Token: {{authToken}}' \
            --header 'X-User-Id: {{userId}}' \
            --data '{
                "sessionId": "{{sessionId}}"
            }'
            """;
    }

    // "POST .../api/1/services/api/1/security/logout.json", parameters: none.
    [Test]
    public async Task Crafters_example_is_answered_as_documented()
    {
        await using var mock = await RunningMock.StartAsync("crafter");
        var session = mock.Plan.Find("logout", "session-ended").Seeds.Find(Role.Caller)!["JSESSIONID"];
        const string Security = "studio/api/1/services/api/1/security";
        var reply = await RunAsync($"{Silent} -X POST {Url(mock)}/{Security}/logout.json -b JSESSIONID={session}");
        reply.Status.Should().Be(200);
        JsonIs(reply.Body, """{ "message" : "OK" }""");
        var probe = await RunAsync($"{Silent} {Url(mock)}/{Security}/validate-session.json -b JSESSIONID={session}");
        JsonIs(probe.Body, """{"message":null,"active":false,"user":null}""");
    }

    [Test]
    public async Task Symphonys_call_is_answered_as_documented()
    {
        await using var mock = await RunningMock.StartAsync("symphony");
        var session = mock.Plan.Find("logout", "user-session-ended").Seeds.Find(Role.Caller)!["sessionToken"];
        var reply = await RunAsync($"{Silent} -X POST {Url(mock)}/sessionauth/v1/logout -H 'sessionToken: {session}'");
        reply.Status.Should().Be(200);
        System.Text.Json.JsonElement.Parse(reply.Body).GetProperty("message").ValueKind.Should().Be(System.Text.Json.JsonValueKind.String);
        (await RunAsync($"{Silent} -X POST {Url(mock)}/sessionauth/v1/logout -H 'sessionToken: {session}'")).Status.Should().Be(400);
    }

    // The document's table has the SID in a request header named Set-Cookie; the page on logging in has a cookie.
    [TestCase("session-ended-by-set-cookie", "-H 'Content-Type: application/json' -H 'Set-Cookie: SID={0}'")]
    [TestCase("session-ended-by-set-cookie", "-H 'Set-Cookie: SID={0}; Path=/'")]
    [TestCase("session-ended", "-H 'Content-Type: application/json' -H 'Cookie: SID={0}'")]
    [TestCase("session-ended", "-b SID={0}")]
    public async Task Edins_call_is_answered_as_documented(string variant, string carrying)
    {
        await using var mock = await RunningMock.StartAsync("edin");
        var carried = carrying.Replace("{0}", mock.Plan.Find("logout", variant).Seeds.Find(Role.Caller)!["SID"], StringComparison.Ordinal);
        (await PosixShell.RunAsync($"{Silent} {Url(mock)}/bdoc/logout {carried}")).Should().Be("\n200", "there are no bodies");
        (await PosixShell.RunAsync($"{Silent} {Url(mock)}/bdoc/logout {carried}")).Should().Be("\n401", "the session has ended");
    }

    private static string Url(RunningMock mock) => mock.Address.ToString().TrimEnd('/');

    private static async Task<(int Status, string Body)> RunAsync(string line)
    {
        var output = await PosixShell.RunAsync(line);
        var end = output.LastIndexOf('\n');
        return (int.Parse(output[(end + 1)..], System.Globalization.CultureInfo.InvariantCulture), output[..end]);
    }

    private static void JsonIs(string actual, string expected) =>
        System.Text.Json.JsonElement.DeepEquals(System.Text.Json.JsonElement.Parse(actual), System.Text.Json.JsonElement.Parse(expected))
            .Should().BeTrue("{0} should equal {1}", actual, expected);
}
