using System.Diagnostics;
using System.Net;
using System.Text;
using LogoutContracts.Mocks.Plans;
using LogoutContracts.MockServer.Overrides;
using LogoutContracts.Tests.Support;

namespace LogoutContracts.Tests.MockServer.Telemetry;

/// <summary>What Prometheus gets from the admin port.</summary>
public sealed class Metrics
{
    private const string Count = "http_server_request_duration_seconds_count";
    private const string Sessions = "logout_contracts_sessions";

    [Test]
    public async Task A_logout_and_a_replay_are_counted_by_variant_and_the_session_by_state()
    {
        await using var mock = await SteeredMock.StartAsync("laravel");
        var before = await ReadAsync(mock, 0);
        var logout = Plans.Of("laravel").Find("logout", "session-ended").SeededRequest();
        for (var i = 0; i < 3; i++)
            await mock.SendAsync("laravel", logout);

        var after = await ReadAsync(mock, 3);
        var port = mock.Server.AddressOf("laravel").Port;
        var place = $"http_route=\"/api/v1/logout\",url_scheme=\"http\",server_port=\"{port}\","
            + "logout_contracts_contract=\"laravel\",logout_contracts_operation=\"logout\"";
        after[$$"""
            {{Count}}{http_request_method="DELETE",http_response_status_code="204",{{place}},logout_contracts_variant="session-ended"}
            """]
            .Should().Be("1");
        after[$$"""{{Count}}{http_request_method="DELETE",http_response_status_code="401",{{place}},logout_contracts_variant="replay"}"""]
            .Should().Be("2");
        Number(after, "ended").Should().Be(Number(before, "ended") + 1);
        Number(after, "active").Should().Be(Number(before, "active") - 1);

        static int Number(Dictionary<string, string> metrics, string state) => int.Parse(
            metrics[$$"""{{Sessions}}{logout_contracts_contract="laravel",logout_contracts_state="{{state}}"}"""],
            System.Globalization.CultureInfo.InvariantCulture);
    }

    [Test]
    public async Task Buckets_are_cumulative_and_a_delay_is_part_of_the_duration()
    {
        await using var mock = await SteeredMock.StartAsync("edin");
        mock.Server["edin"].Break(new Fault.Delay(TimeSpan.FromMilliseconds(60)));
        await mock.SendAsync("edin", Plans.Of("edin").Live.SeededRequest());

        var buckets = (await ReadAsync(mock, 1)).Where(line => line.Key.Contains("_bucket{", StringComparison.Ordinal)).ToList();
        buckets.Select(bucket => bucket.Key.Split("le=")[1]).Should().StartWith(["\"0.005\"}", "\"0.01\"}"]).And.EndWith("\"+Inf\"}");
        buckets.Select(bucket => bucket.Value).Should().StartWith(["0", "0", "0", "0"]).And.EndWith("1")
            .And.BeInAscendingOrder(StringComparer.Ordinal);
    }

    [Test]
    public async Task Whatever_clients_send_there_is_one_series_for_all_unknown_paths_and_methods_and_no_credential_in_any()
    {
        await using var mock = await SteeredMock.StartAsync([.. Plans.All]);
        var sent = 0;
        foreach (var plan in Plans.All)
        {
            foreach (var variant in plan.Variants.Where(variant => variant.IsServed).Take(30))
            {
                sent++;
                await mock.SendAsync(plan.Contract.Id, variant.SeededRequest());
            }
        }

        await AttackAsync(mock, 0);
        var once = await ReadAsync(mock, sent + 3);
        for (var i = 1; i < 100; i++)
            await AttackAsync(mock, i);
        var often = await ReadAsync(mock, sent + 300);

        often.Keys.Should().BeEquivalentTo(once.Keys);
        often[once.Keys.Single(key => key.StartsWith(Count, StringComparison.Ordinal)
            && key.Contains("method=\"GET\"", StringComparison.Ordinal) && !key.Contains("route", StringComparison.Ordinal)
            && key.Contains("\"edin\"", StringComparison.Ordinal))].Should().Be("100");
        var text = string.Join('\n', often.Keys);
        text.Should().NotContainAny("hostile", "BREW");
        text.Should().NotContainAny(Plans.All.SelectMany(plan => plan.Variants).SelectMany(variant => variant.Seeds.Sessions)
            .SelectMany(seed => seed.Values).Select(seeded => seeded.Value).Where(value => value.Length > 5)
            .Distinct(StringComparer.Ordinal));

        static async Task AttackAsync(SteeredMock mock, int i)
        {
            await mock.SendAsync("edin", new("GET", $"/hostile/{i}\"}}%0a{i}?hostile={i}", [new("Host", $"hostile{i}")], null));
            await mock.SendAsync("edin", new($"BREW{i}", "/bdoc/logout", [new("Prefer", $"variant=hostile{i}")], null));
            await mock.SendAsync("edin", new("GET", "/bdoc/logout", [new("traceparent", $"hostile{i}")], null));
        }
    }

    [Test]
    public async Task Requests_without_an_answer_are_counted_by_fault_and_unreadable_ones_by_status()
    {
        await using var mock = await SteeredMock.StartAsync("edin");
        mock.Server["edin"].Break(new Fault.EmptyReply());
        using (var client = await RawConnection.OpenAsync(mock.Server.AddressOf("edin")))
        {
            await client.SendAsync("GET /bdoc/logout HTTP/1.1\r\nHost: x\r\n\r\n");
            (await client.ReadAsync()).Should().BeNull();
        }

        mock.Server["edin"].TakeBackAll();

        // Without the body: the server answers before it has read one, and closes the connection.
        using (var client = await RawConnection.OpenAsync(mock.Server.AddressOf("edin")))
        {
            await client.SendAsync("POST /bdoc/logout HTTP/1.1\r\nHost: x\r\nContent-Length: 1048577\r\n\r\n");
            (await client.ReadAsync())!.Status.Should().Be(413);
        }


        var counts = (await ReadAsync(mock, 2)).Keys.Where(key => key.StartsWith(Count, StringComparison.Ordinal)).ToList();
        counts.Should().ContainSingle(key => key.Contains("error_type=\"empty\"", StringComparison.Ordinal))
            .Which.Should().NotContain("status_code");
        counts.Should().ContainSingle(key => key.Contains("status_code=\"413\"", StringComparison.Ordinal));
    }

    [Test]
    public async Task They_are_behind_the_gate_of_the_admin_port()
    {
        await using var mock = await SteeredMock.StartAsync(["edin"], token: "0123456789abcdef");
        (await mock.Raw.GetAsync("/metrics")).StatusCode.Should().Be(HttpStatusCode.Unauthorized);
        using var page = new HttpRequestMessage(HttpMethod.Get, "/metrics");
        page.Headers.Add("Origin", "http://elsewhere.example");
        page.Headers.Add("Authorization", "Bearer 0123456789abcdef");
        (await mock.Raw.SendAsync(page)).StatusCode.Should().Be(HttpStatusCode.Forbidden);
    }

    [Test]
    public async Task Promtool_accepts_them()
    {
        var promtool = Promtool();
        await using var mock = await SteeredMock.StartAsync([.. Plans.All]);
        mock.Server["edin"].Force(operation: null, new LogoutContracts.MockServer.Overrides.RawAnswer(503));
        foreach (var plan in Plans.All)
        {
            await mock.SendAsync(plan.Contract.Id, plan.Live.SeededRequest());
        }

        var text = await mock.Raw.GetStringAsync("/metrics");
        (await CheckAsync(promtool, text)).Should().Be((0, ""));
        (await CheckAsync(promtool, text + "broken{")).Code.Should().NotBe(0, "otherwise the check accepts everything");
    }

    /// <summary>
    /// The value of each series, by its name and labels, when so many requests are counted: an answer may arrive before that.
    /// </summary>
    private static async Task<Dictionary<string, string>> ReadAsync(SteeredMock mock, int requests)
    {
        while (true)
        {
            var metrics = await ReadAsync(mock);
            var counted = metrics.Where(line => line.Key.StartsWith(Count, StringComparison.Ordinal))
                .Sum(line => int.Parse(line.Value, System.Globalization.CultureInfo.InvariantCulture));
            counted.Should().BeLessThanOrEqualTo(requests);
            if (counted == requests)
                return metrics;
        }
    }

    private static async Task<Dictionary<string, string>> ReadAsync(SteeredMock mock)
    {
        using var response = await mock.Raw.GetAsync("/metrics");
        response.Content.Headers.ContentType!.ToString().Should().Be("text/plain; version=0.0.4; charset=utf-8");
        var lines = (await response.Content.ReadAsStringAsync()).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        return lines.Where(line => !line.StartsWith('#')).Select(line => (line, at: line.LastIndexOf(' ')))
            .ToDictionary(pair => pair.line[..pair.at], pair => pair.line[(pair.at + 1)..], StringComparer.Ordinal);
    }

    private static string Promtool()
    {
        var named = Environment.GetEnvironmentVariable("LOGOUT_CONTRACTS_PROMTOOL");
        var found = named is { Length: > 0 } ? named : (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
            .Select(folder => Path.Combine(folder, "promtool")).FirstOrDefault(File.Exists);
        if (found is null || !File.Exists(found))
        {
            if (named is { Length: > 0 })
                Assert.Fail($"LOGOUT_CONTRACTS_PROMTOOL is set, and there is no {named}.");
            Assert.Ignore("Needs promtool of Prometheus, on the path or in LOGOUT_CONTRACTS_PROMTOOL.");
        }

        return found!;
    }

    private static async Task<(int Code, string Output)> CheckAsync(string promtool, string metrics)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        using var process = Process.Start(new ProcessStartInfo(promtool, ["check", "metrics"])
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        await process.StandardInput.BaseStream.WriteAsync(Encoding.UTF8.GetBytes(metrics), patience.Token);
        process.StandardInput.Close();
        var errors = process.StandardError.ReadToEndAsync(patience.Token);
        var output = await process.StandardOutput.ReadToEndAsync(patience.Token);
        await process.WaitForExitAsync(patience.Token);
        return (process.ExitCode, output + await errors);
    }
}
