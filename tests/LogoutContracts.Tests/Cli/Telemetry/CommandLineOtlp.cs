using System.Text.Json;
using LogoutContracts.Tests.Specs;
using LogoutContracts.Tests.Support;

namespace LogoutContracts.Tests.Cli.Telemetry;

/// <summary><c>serve --otlp</c> as a process, with a collector that decodes OTLP with a library of other people.</summary>
[Platform(Include = "Linux", Reason = "Reads /proc.")]
public sealed class CommandLineOtlp
{
    private const string Trace = "4bf92f3577b34da6a3ce929d0e0e4736";
    private const string Parent = "00f067aa0ba902b7";

    [Test]
    public async Task A_collector_gets_spans_and_metrics_and_without_the_option_OpenTelemetry_is_not_even_loaded()
    {
        var root = IndependentReaders.PathOf("@opentelemetry", "otlp-transformer", "build", "src", "generated", "root.js");
        using var script = new BashScript("node", "curl");

        // Without the option, the variables alone send nothing.
        var run = await script.RunAsync($$"""
            wait_for() { until grep -q "$1" "$2" 2> /dev/null; do sleep 0.02; done; }
            address() { sed -n 's/^laravel *\(http[^ ]*\) .*/\1/p' "$1"; }
            serve() { logout-contracts serve laravel --port-base 0 "${@:2}" > "$1" 2> "$1.err" & }

            node '{{SourceTree.PathOf("tests", "Independent", "otlp.mjs")}}' '{{root}}' > collected 2>&1 &
            collector=$!
            wait_for '^http' collected
            export OTEL_EXPORTER_OTLP_HEADERS=x-api-key=abc OTEL_RESOURCE_ATTRIBUTES=deployment.environment.name=ci
            export OTEL_BSP_SCHEDULE_DELAY=50 OTEL_METRIC_EXPORT_INTERVAL=200
            OTEL_SERVICE_NAME=of-the-team serve with --otlp "$(head -n 1 collected)"
            with=$!
            OTEL_EXPORTER_OTLP_ENDPOINT=$(head -n 1 collected) serve without
            without=$!
            wait_for Ctrl-C with.err
            wait_for Ctrl-C without.err
            curl -s -o /dev/null "$(address with)/api/v1/customers?token=secret" -H 'traceparent: 00-{{Trace}}-{{Parent}}-01'
            curl -s -o /dev/null "$(address with)/secret/path"
            curl -s -o /dev/null "$(address without)/api/v1/customers"
            grep -q /OpenTelemetry /proc/$with/maps && echo loaded with
            grep -q /OpenTelemetry /proc/$without/maps || echo not without
            wait_for '/v1/traces.*404' collected
            wait_for '/v1/metrics.*404' collected
            kill $with $without
            wait $with && wait $without && echo both ended with 0
            kill $collector
            """);

        run.Out.Should().Be("loaded with\nnot without\nboth ended with 0\n");
        var collected = (await File.ReadAllLinesAsync(Path.Combine(script.Folder, "collected"))).Skip(1)
            .Select(line => JsonElement.Parse(line)).ToList();
        collected.Select(call => $"{Text(call, "url")} {Text(call, "key")}").Distinct(StringComparer.Ordinal)
            .Should().BeEquivalentTo(["/v1/traces abc", "/v1/metrics abc"], "only one server has the option");

        // The spans come in several calls, if they are sent between the requests.
        var traces = collected.Where(call => Text(call, "url") is "/v1/traces")
            .Select(call => call.GetProperty("resourceSpans")[0]).ToList();
        var spans = traces[0];
        Attributes(spans.GetProperty("resource")).Should().Contain(
            ["service.name=of-the-team", "deployment.environment.name=ci", "telemetry.sdk.name=opentelemetry"]);
        var scope = spans.GetProperty("scopeSpans")[0];
        Text(scope.GetProperty("scope"), "name").Should().Be("LogoutContracts.MockServer");
        var all = traces.SelectMany(trace => trace.GetProperty("scopeSpans")[0].GetProperty("spans").EnumerateArray()).ToList();
        var (probe, unknown) = (all.Single(span => Text(span, "name") is not "GET"), all.Single(span => Text(span, "name") is "GET"));
        (Text(probe, "name"), Text(probe, "traceId"), Text(probe, "parentSpanId")).Should().Be(("GET /api/v1/customers", Trace, Parent));
        Attributes(probe).Where(known => !known.StartsWith("server.port=", StringComparison.Ordinal)).Should().BeEquivalentTo(
            [
                "http.request.method=GET", "http.route=/api/v1/customers", "http.response.status_code=401", "url.scheme=http",
                "server.address=127.0.0.1", "network.protocol.version=1.1", "logout_contracts.contract=laravel",
                "logout_contracts.operation=listCustomers", "logout_contracts.variant=dead",
            ]);
        unknown.TryGetProperty("parentSpanId", out _).Should().BeFalse("the request has no traceparent");

        var metrics = collected.Last(call => Text(call, "url") is "/v1/metrics").GetProperty("resourceMetrics")[0]
            .GetProperty("scopeMetrics")[0].GetProperty("metrics").EnumerateArray()
            .ToDictionary(metric => Text(metric, "name")!, StringComparer.Ordinal);
        var duration = metrics["http.server.request.duration"];
        Text(duration, "unit").Should().Be("s");
        duration.GetProperty("histogram").GetProperty("dataPoints").EnumerateArray()
            .Select(point => (
                point.GetProperty("count").GetInt32(),
                Attributes(point).Contains("logout_contracts.variant=dead", StringComparer.Ordinal)))
            .Should().BeEquivalentTo([(1, true), (1, false)]);
        collected.Select(call => call.GetRawText()).Should().NotContainMatch("*secret*");
    }

    private static string? Text(JsonElement at, string name) => at.TryGetProperty(name, out var value) ? value.GetString() : null;

    private static IEnumerable<string> Attributes(JsonElement of) => of.GetProperty("attributes").EnumerateArray().Select(attribute =>
        $"{Text(attribute, "key")}={attribute.GetProperty("value").EnumerateObject().Single().Value}");
}
