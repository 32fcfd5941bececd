using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.Metrics;
using LogoutContracts.Mocks.Plans;
using LogoutContracts.MockServer;
using LogoutContracts.Tests.Support;

namespace LogoutContracts.Tests.MockServer.Telemetry;

/// <summary>What listeners in the same process get, without an admin port.</summary>
public sealed class Spans
{
    [Test]
    public async Task A_span_continues_the_trace_of_the_client_and_otherwise_starts_one()
    {
        await using var mock = await RunningMock.StartAsync("laravel");
        using var spans = new SpanList(mock.Address.Port);
        using var around = new Activity("a test that traces itself").SetIdFormat(ActivityIdFormat.W3C).Start();
        Activity.Current = null;
        var request = Plans.Of("laravel").Find("logout", "no-token").SeededRequest();

        await mock.SendAsync("DELETE", request.Target, ("traceparent", "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01"));
        string?[] invalid = [null, "", "00-4bf92f3577b34da6a3ce929d0e0e4736-0000000000000000-01x", "4bf92f3577b34da6a3ce929d0e0e4736"];
        foreach (var parent in invalid)
            await mock.SendAsync("DELETE", request.Target, parent is null ? [] : [("traceparent", parent)]);

        var seen = await spans.TakeAsync(1 + invalid.Length);
        (seen[0].TraceId.ToString(), seen[0].ParentSpanId.ToString()).Should().Be(("4bf92f3577b34da6a3ce929d0e0e4736", "00f067aa0ba902b7"));
        seen[0].Kind.Should().Be(ActivityKind.Server);
        seen[0].Duration.Should().BePositive();
        seen.Skip(1).Should().OnlyContain(span => span.Parent == null && span.ParentId == null);
        seen.Select(span => span.TraceId).Should().OnlyHaveUniqueItems();
    }

    [Test]
    public async Task A_server_error_marks_the_span_and_the_route_has_no_values_of_the_request()
    {
        await using var mock = await RunningMock.StartAsync("laravel");
        using var spans = new SpanList(mock.Address.Port);
        mock.Server.Force(operation: null, new LogoutContracts.MockServer.Overrides.RawAnswer(503));
        await mock.SendAsync("DELETE", "/api/v1/logout?secret=1", ("tracestate", "secret=1"));

        var span = (await spans.TakeAsync(1))[0];
        span.Status.Should().Be(ActivityStatusCode.Error);
        span.GetTagItem("error.type").Should().Be("503");
        span.TraceStateString.Should().BeNull();
        span.TagObjects.Select(tag => $"{tag.Value}").Append(span.DisplayName).Should().NotContainMatch("*secret*");
    }

    [Test]
    public async Task A_meter_listener_gets_durations_with_the_same_attributes()
    {
        await using var mock = await RunningMock.StartAsync("laravel");
        var measured = new ConcurrentQueue<(double Seconds, Dictionary<string, object?> Tags)>();
        using var listener = new MeterListener
        {
            InstrumentPublished = static (instrument, listener) =>
            {
                if (instrument.Meter.Name is LogoutMockServer.TelemetryName && instrument is Histogram<double>)
                    listener.EnableMeasurementEvents(instrument);
            },
        };
        listener.SetMeasurementEventCallback<double>((_, seconds, tags, _) =>
        {
            var all = tags.ToArray().ToDictionary(StringComparer.Ordinal);
            if (all["server.port"] is int port && port == mock.Address.Port)
                measured.Enqueue((seconds, all));
        });
        listener.Start();

        await mock.SendAsync("DELETE", "/api/v1/logout", ("Accept", "application/json"));

        // The answer may arrive before the server has recorded it.
        SpinWait.SpinUntil(() => !measured.IsEmpty, TimeSpan.FromSeconds(20)).Should().BeTrue();
        var (duration, attributes) = measured.Single();
        duration.Should().BeInRange(double.Epsilon, 20);
        attributes.Should().Contain("http.route", "/api/v1/logout").And.Contain("http.response.status_code", 401)
            .And.Contain("logout_contracts.contract", "laravel").And.Contain("logout_contracts.variant", "no-token");
    }

    /// <summary>The spans of one port: other tests run in the same process.</summary>
    private sealed class SpanList : IDisposable
    {
        private readonly BlockingCollection<Activity> ended = [];
        private readonly ActivityListener listener;

        public SpanList(int port)
        {
            listener = new()
            {
                ShouldListenTo = static source => source.Name is LogoutMockServer.TelemetryName,
                Sample = static (ref _) => ActivitySamplingResult.AllDataAndRecorded,
                ActivityStopped = span =>
                {
                    if (span.GetTagItem("server.port") is int of && of == port)
                        ended.Add(span);
                },
            };
            ActivitySource.AddActivityListener(listener);
        }

        public Task<List<Activity>> TakeAsync(int count)
        {
            using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(20));
            return Task.FromResult(Enumerable.Range(0, count).Select(_ => ended.Take(patience.Token)).ToList());
        }

        public void Dispose()
        {
            listener.Dispose();
            ended.Dispose();
        }
    }
}
