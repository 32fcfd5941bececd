using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using LogoutContracts.Specs.Model;
using LogoutContracts.Tests.Support;
using LogoutContracts.Verification.Http;
using LogoutContracts.Verification.Results;
using LogoutContracts.Verification.Running;

namespace LogoutContracts.Tests.Verification;

/// <summary>Servers with one fault each, and the verdict for each of them.</summary>
public sealed class Verdicts
{
    private const string Ok = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n";

    [Test]
    public async Task A_server_that_is_right_passes()
    {
        var verdict = await VerifyAsync("laravel", "logout", "session-ended", (request, mock) => mock(request));
        verdict.Outcome.Should().Be(Outcome.Passed, TextOf(verdict));
    }

    [Test]
    public Task A_wrong_status_fails() => FailsAsync(
        "wrong-status", "laravel", "logout", "session-ended",
        answer => answer.Replace("204 No Content", "200 OK", StringComparison.Ordinal));

    [Test]
    public Task A_missing_header_fails() => FailsAsync(
        "missing-header", "laravel", "logout", "session-ended",
        answer => answer.Replace("Cache-Control: no-cache, private\r\n", "", StringComparison.Ordinal));

    [Test]
    public Task A_header_that_comes_twice_fails() => FailsAsync(
        "header-twice", "laravel", "logout", "session-ended",
        answer => answer.Replace(
            "Cache-Control: no-cache, private\r\n",
            "Cache-Control: no-cache, private\r\nCache-Control: private\r\n",
            StringComparison.Ordinal));

    [Test]
    public Task A_header_that_must_not_be_there_fails() => FailsAsync(
        "header-too-many", "laravel", "logout", "no-token",
        answer => answer.Replace("Cache-Control:", "X-RateLimit-Limit: 60\r\nCache-Control:", StringComparison.Ordinal));

    [Test]
    public Task A_body_where_there_must_be_none_fails() => FailsAsync(
        "extra-body", "edin", "logout", "session-ended", answer => WithBody(answer, "{}"));

    [Test]
    public Task No_body_where_there_must_be_one_fails() => FailsAsync(
        "missing-body", "symphony", "logout", "no-session-token", answer => WithBody(answer, ""));

    [Test]
    public Task A_wrong_body_fails() => FailsAsync(
        "wrong-body", "rocketchat", "logoutMySession", "session-of-another-user",
        answer => WithBody(answer, """{"success":true,"error":"Session not found","code":7}"""));

    [Test]
    public Task A_body_that_is_no_JSON_fails() => FailsAsync(
        "no-json", "laravel", "logout", "no-token", answer => WithBody(answer, "<html>Unauthorized</html>"));

    [Test]
    public Task A_body_that_varies_must_fit_its_schema_all_the_same() => FailsAsync(
        "schema", "symphony", "logout", "user-session-ended", answer => WithBody(answer, """{"message":5}"""));

    [Test]
    public Task Other_bytes_fail_where_bytes_are_the_contract() => FailsAsync(
        "other-bytes", "laravel", "logout", "wrong-method-other",
        answer => WithBody(answer, """{"message":"The PROPFIND method is not supported for this route. Supported methods: DELETE."}"""));

    [Test]
    public async Task A_token_that_survives_its_logout_fails()
    {
        var verdict = await VerifyAsync("laravel", "logout", "session-ended", (request, mock) => IsLogout(request)
            ? Task.FromResult(
                "HTTP/1.1 204 No Content\r\nCache-Control: no-cache, private\r\nAccess-Control-Allow-Origin: *\r\n"
                + "X-RateLimit-Limit: 60\r\nX-RateLimit-Remaining: 59\r\n\r\n")
            : mock(request));
        await HasFailedAsync(verdict, "survivor");
    }

    // The third probe reaches a replica that has not heard of the logout.
    [Test]
    public async Task A_token_that_comes_back_fails()
    {
        var probes = 0;
        var verdict = await VerifyAsync("laravel", "logout", "session-ended", async (request, mock) =>
        {
            var answer = await mock(request);
            return answer.Contains(" 401 ", StringComparison.Ordinal) && Interlocked.Increment(ref probes) == 3
                ? answer.Replace("401 Unauthorized", "200 OK", StringComparison.Ordinal) : answer;
        });
        await HasFailedAsync(verdict, "comes-back");
    }

    [Test]
    public async Task A_logout_that_takes_other_sessions_along_fails()
    {
        var seeds = Plans.Of("laravel").Find("logout", "session-ended").Seeds;
        var verdict = await VerifyAsync("laravel", "logout", "session-ended", async (request, mock) =>
        {
            if (IsLogout(request))
                await mock(request.Replace(seeds.Find(Role.Caller)!["token"], seeds.Find(Role.Other)!["token"], StringComparison.Ordinal));
            return await mock(request);
        });
        await HasFailedAsync(verdict, "takes-others-along");
    }

    [Test]
    public async Task A_login_that_hands_out_another_format_fails()
    {
        var verdict = await VerifyAsync("laravel", "login", "logged-in", async (request, mock) => WithBody(
            await mock(request),
            """{"user":{"id":1,"email":"a@example.com","username":"a","is_admin":false}"""
            + ""","token":"secret-secret-secret","again":"secret-secret-secret"}"""));
        await HasFailedAsync(verdict, "another-format");
        ShouldNotHold(verdict, "secret");
    }

    [TestCase("\"a\\nb: c\"")]
    [TestCase("\"\u00c3\u00a9\"")]
    [TestCase("\"\"")]
    [TestCase("5")]
    [TestCase("null")]
    [TestCase("{}")]
    [TestCase("\"\\ud800\"")]
    public async Task A_login_that_hands_out_something_strange_fails(string token)
    {
        var verdict = await VerifyAsync("laravel", "login", "logged-in",
            async (request, mock) => WithBody(await mock(request), $$"""{"user":{},"token":{{token}}}"""));
        verdict.Outcome.Should().Be(Outcome.Failed, TextOf(verdict));
    }

    [Test]
    public async Task What_a_wrong_login_hands_out_is_not_shown()
    {
        var verdict = await VerifyAsync("edin", "login", "logged-in", async (request, mock) =>
            (await mock(request)).Replace("; Path=/", "; Path=/bdoc", StringComparison.Ordinal)
                .Replace("SID=", "SID=00000000", StringComparison.Ordinal));
        await HasFailedAsync(verdict, "wrong-login");
        ShouldNotHold(verdict, "00000000");
    }

    [Test]
    public async Task What_a_server_repeats_of_a_credential_is_not_shown()
    {
        var token = Plans.Of("laravel").Find("logout", "unknown-token").Seeds.Find(Role.Caller)!["token"];
        var verdict = await VerifyAsync("laravel", "logout", "unknown-token", async (request, mock) =>
            WithBody(
                (await mock(request)).Replace("Cache-Control: ", $"Cache-Control: {token}", StringComparison.Ordinal),
                $$"""{"message":"No {{token}} here"}"""));
        await HasFailedAsync(verdict, "repeats-the-credential");
        ShouldNotHold(verdict, token);
    }

    [Test]
    public async Task A_session_that_is_dead_to_begin_with_proves_nothing()
    {
        var verdict = await VerifyAsync("laravel", "logout", "session-ended",
            (request, mock) => mock(request.Replace("Authorization: Bearer ", "Authorization: Bearer 0", StringComparison.Ordinal)));
        await IsInconclusiveAsync(verdict, "dead-to-begin-with");
    }

    [Test]
    public async Task A_replay_proves_nothing_where_the_logout_before_it_failed()
    {
        var verdict = await VerifyAsync("laravel", "logout", "replay", (request, mock) => IsLogout(request)
            ? Task.FromResult("HTTP/1.1 503 Service Unavailable\r\nContent-Length: 0\r\n\r\n") : mock(request));
        await IsInconclusiveAsync(verdict, "logout-before-failed");
    }

    [Test]
    public async Task Without_a_login_nothing_is_known_of_a_live_target()
    {
        var verdict = await VerifyAsync(
            "laravel", "logout", "session-ended",
            (request, mock) => request.Contains("/auth/", StringComparison.Ordinal)
                ? Task.FromResult("HTTP/1.1 503 Service Unavailable\r\nContent-Length: 0\r\n\r\n") : mock(request),
            TargetKind.Live);
        await IsInconclusiveAsync(verdict, "no-login");
    }

    [Test]
    public async Task A_target_that_is_down_is_inconclusive()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var port = ((IPEndPoint)listener.LocalEndpoint).Port;
        listener.Stop();
        var verdict = await VerifyAsync(new Uri($"http://127.0.0.1:{port}"));
        await IsInconclusiveAsync(verdict, "down", text => text.Replace($"{port}", "(port)", StringComparison.Ordinal));
    }

    [Test]
    public async Task A_target_that_never_answers_is_inconclusive()
    {
        await using var silent = StandIn.Silent();
        using var wire = new RawHttpClient(TimeSpan.FromMilliseconds(200));
        var plan = Plans.Of("laravel");
        var verdict = await new Verifier(plan, new(silent.Address, TargetKind.Mock), wire).VerifyAsync(plan.Find("logout", "no-token"));
        await IsInconclusiveAsync(verdict, "silent");
    }

    [Test]
    public async Task Who_cancels_gets_no_verdict()
    {
        await using var silent = StandIn.Silent();
        using var wire = new RawHttpClient();
        using var cancellation = new CancellationTokenSource();
        var plan = Plans.Of("laravel");
        var verifying = new Verifier(plan, new(silent.Address, TargetKind.Mock), wire)
            .VerifyAsync(plan.Find("logout", "no-token"), cancellation.Token);
        await cancellation.CancelAsync();
        await FluentActions.Awaiting(() => verifying).Should().ThrowAsync<OperationCanceledException>();
    }

    [Test]
    public async Task A_redirect_is_not_followed()
    {
        await using var mock = await RunningMock.StartAsync("laravel");
        await using var target =
            StandIn.Answering($"HTTP/1.1 307 Temporary Redirect\r\nLocation: {mock.Address}api/v1/logout\r\nContent-Length: 0\r\n\r\n");
        await HasFailedAsync(await VerifyAsync(target.Address), "redirect");
    }

    public static IEnumerable<TestCaseData> Strange()
    {
        (string Name, string Answer, Outcome Outcome)[] cases =
        [
            ("nothing", "", Outcome.Inconclusive),
            ("no HTTP", "220 mail.example.com ESMTP\r\n", Outcome.Inconclusive),
            ("half a head", "HTTP/1.1 200 OK\r\nContent-", Outcome.Inconclusive),
            ("a status that is no number", "HTTP/1.1 OK\r\n\r\n", Outcome.Inconclusive),
            ("a status that there is not", "HTTP/1.1 999 Strange\r\nContent-Length: 0\r\n\r\n", Outcome.Failed),
            ("a header without a colon", "HTTP/1.1 200 OK\r\nContent-Type\r\n\r\n", Outcome.Inconclusive),
            ("bytes that are not UTF-8 in a header", $"{Ok}Cache-Control: \u00ff\u00fe\r\nContent-Length: 0\r\n\r\n", Outcome.Failed),
            ("a head that is too large", $"{Ok}X-Long: {new string('a', 200_000)}\r\nContent-Length: 0\r\n\r\n", Outcome.Inconclusive),
            ("a body shorter than announced", $"{Ok}Content-Length: 100\r\n\r\n{{}}", Outcome.Inconclusive),
            ("a body longer than announced", $"{Ok}Content-Length: 1\r\n\r\n{{}}", Outcome.Failed),
            ("a length that is no number", $"{Ok}Content-Length: ten\r\n\r\n{{}}", Outcome.Failed),
            ("a body without a length", $"{Ok}\r\n{{}}", Outcome.Failed),
            ("chunks that break off", $"{Ok}Transfer-Encoding: chunked\r\n\r\n5\r\n{{}}", Outcome.Inconclusive),
            ("ten megabytes", $"{Ok}Content-Length: 10000000\r\n\r\n{new string(' ', 10_000_000)}", Outcome.Failed),
            ("more than anybody reads", $"{Ok}Content-Length: 20000000\r\n\r\n{new string(' ', 20_000_000)}", Outcome.Inconclusive),
            ("bytes that are not UTF-8", $"{Ok}Content-Length: 15\r\n\r\n{{\"message\":\"\u00ff\"}}", Outcome.Failed),
            ("half a surrogate pair", Json("""{"message":"\ud800"}"""), Outcome.Failed),
            ("half a surrogate pair in a name", Json("""{"\udc00":1,"message":"Unauthenticated."}"""), Outcome.Failed),
            ("a property twice", Json("""{"message":"Unauthenticated.","message":"Unauthenticated."}"""), Outcome.Failed),
            ("deep JSON", Json(new string('[', 10_000) + new string(']', 10_000)), Outcome.Failed),
            ("a number that no type holds", Json("""{"message":1e999999999}"""), Outcome.Failed),
            ("placeholders", Json("""{"message":"{caller.token} {fresh.x} {nobody.y}"}"""), Outcome.Failed),
            ("a NUL", Json("{\"message\":\"\\u0000\"}"), Outcome.Failed),
        ];
        return cases.Select(each => new TestCaseData(each.Answer, each.Outcome).SetArgDisplayNames(each.Name));
    }

    [TestCaseSource(nameof(Strange))]
    public async Task A_strange_answer_is_a_verdict_like_any_other(string answer, Outcome outcome)
    {
        await using var target = StandIn.Answering(answer);
        var verdict = await VerifyAsync(target.Address);
        verdict.Outcome.Should().Be(outcome, TextOf(verdict));
        verdict.Reason.Should().NotContain("\n");
        verdict.Reason.Should().StartWith(outcome == Outcome.Inconclusive ? "The target's answer cannot be read: " : "");
    }

    /// <param name="alter">Changes the response to the variant's request. All other responses stay as they are.</param>
    private static async Task FailsAsync(string name, string contract, string operation, string variant, Func<string, string> alter)
    {
        var own = Plans.Of(contract).Find(operation, variant).Variant.Request;
        var verdict = await VerifyAsync(contract, operation, variant, async (request, mock) =>
        {
            var answer = await mock(request);
            return request.StartsWith($"{own.Method} {own.Path} ", StringComparison.Ordinal) ? alter(answer) : answer;
        });
        await HasFailedAsync(verdict, name);
    }

    private static async Task<Verdict> VerifyAsync(
        string contract, string operation, string variant,
        Func<string, Func<string, Task<string>>, Task<string>> alter, TargetKind kind = TargetKind.Mock)
    {
        await using var mock = await RunningMock.StartAsync(contract);
        await using var target = StandIn.Before(mock, alter);
        using var wire = new RawHttpClient();
        return await new Verifier(mock.Plan, new(target.Address, kind), wire).VerifyAsync(mock.Plan.Find(operation, variant));
    }

    /// <summary>Verifies one case of Laravel: the refusal of a logout without a token.</summary>
    private static async Task<Verdict> VerifyAsync(Uri target)
    {
        using var wire = new RawHttpClient();
        var plan = Plans.Of("laravel");
        return await new Verifier(plan, new(target, TargetKind.Mock), wire).VerifyAsync(plan.Find("logout", "no-token"));
    }

    private static async Task HasFailedAsync(Verdict verdict, string name)
    {
        verdict.Outcome.Should().Be(Outcome.Failed, TextOf(verdict));
        await Testing.Snapshot.Verify(TextOf(verdict), $"Verdicts.{name}");
    }

    private static async Task IsInconclusiveAsync(Verdict verdict, string name, Func<string, string>? clean = null)
    {
        verdict.Outcome.Should().Be(Outcome.Inconclusive, TextOf(verdict));
        await Testing.Snapshot.Verify((clean ?? (text => text))(TextOf(verdict)), $"Verdicts.{name}");
    }

    /// <summary>The verdict as text: outcome, reason, and the steps that failed.</summary>
    private static string TextOf(Verdict verdict)
    {
        var text = new StringBuilder().Append(CultureInfo.InvariantCulture, $"{verdict.Outcome}\n");
        if (verdict.Reason.Length > 0)
            text.Append(CultureInfo.InvariantCulture, $"{verdict.Reason}\n");
        foreach (var group in verdict.Steps.Where(step => !step.Holds)
            .GroupBy(step => $"{string.Join('\n', step.Comparisons.Where(comparison => !comparison.Holds))}\n", StringComparer.Ordinal))
            text.Append(CultureInfo.InvariantCulture,
                $"\n{group.First().Title}{(group.Count() > 1 ? $" ({group.Count()} times)" : "")}\n{group.Key}");
        return text.ToString();
    }

    private static void ShouldNotHold(Verdict verdict, string secret) =>
        $"{TextOf(verdict)}{string.Concat(verdict.Steps.Select(step => step.Text))}".Should().NotContain(secret);

    private static bool IsLogout(string request) => request.StartsWith("DELETE ", StringComparison.Ordinal);

    private static string WithBody(string answer, string body)
    {
        var head = answer[..answer.IndexOf("\r\n\r\n", StringComparison.Ordinal)].Split("\r\n")
            .Where(line => !line.StartsWith("Content-Length", StringComparison.OrdinalIgnoreCase));
        return $"{string.Join("\r\n", head)}\r\nContent-Length: {body.Length}\r\n\r\n{body}";
    }

    private static string Json(string body) => $"{Ok}Content-Length: {body.Length}\r\n\r\n{body}";
}
