using System.Diagnostics;
using LogoutContracts.Mocks.Mappings.Model;
using LogoutContracts.Mocks.Requests;
using LogoutContracts.MockServer.Deciding;
using LogoutContracts.MockServer.Http;
using LogoutContracts.MockServer.Journaling;
using LogoutContracts.MockServer.Telemetry;
using LogoutContracts.Specs.Primitives;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Primitives;

namespace LogoutContracts.MockServer.Stubs;

/// <summary>Serves the mappings of a folder.</summary>
/// <param name="onRequest">Called for every request, or null.</param>
/// <param name="stopping">Cancelled when the server stops, so that it does not wait for delays.</param>
internal sealed class StubMock(
    StubFolder folder, TimeProvider clock, Journal journal, Action<JournalEntry>? onRequest, ContractTelemetry telemetry,
    CancellationToken stopping)
{
    private const int MaxNearest = 3;

    private readonly Lock changing = new();
    private volatile StubTable table = new(folder.Set.Mappings);

    public StubFolder Folder => folder;

    public string Name => folder.Set.Name;

    public StubTable Table => table;

    public ScenarioStates Scenarios { get; } = new();

    /// <summary>Serves other mappings from the next request on.</summary>
    /// <param name="change">Gets the present mappings, and returns the new ones.</param>
    public void Change(Func<IReadOnlyList<StubMapping>, IEnumerable<StubMapping>> change)
    {
        lock (changing)
            table = new(change(table.Mappings));
    }

    /// <summary>Restores the mappings of the folder.</summary>
    public void ResetMappings() => Change(_ => folder.Set.Mappings);

    /// <summary>Restores the mappings of the folder, and all scenarios.</summary>
    public void Reset()
    {
        ResetMappings();
        Scenarios.Reset();
    }

    public ValueTask AnswerAsync(IFeatureCollection features) => telemetry.GuardAsync(features, Answer);

    private ValueTask Answer(IFeatureCollection features)
    {
        var body = RequestBodyReader.ReadAsync(features);
        return body.IsCompletedSuccessfully ? Answer(features, body.Result) : Awaited(body, features);

        async ValueTask Awaited(ValueTask<ReadOnlyMemory<byte>> reading, IFeatureCollection to) => await Answer(to, await reading);
    }

    private ValueTask Answer(IFeatureCollection features, ReadOnlyMemory<byte> body)
    {
        var since = Stopwatch.GetTimestamp();
        KeyValuePair<string, StringValues>[] headers = [.. features.GetRequiredFeature<IHttpRequestFeature>().Headers];
        var request = MappedHttpRequest.Of(features, headers, body);
        var current = table;
        if (Take(current, request) is not { } found)
        {
            var nearest = Nearest(current, request);
            var missed = Note(features, request, headers, null, 404, since, nearest);
            return missed.FinishAfter(StubProblems.NoMappingAsync(features, Name, request, nearest));
        }

        var response = found.Mapping.Response;
        var exchange = Note(features, request, headers, found.Mapping, response.Fault is null ? response.Status : 0, since, []);
        return exchange.FinishAfter(response.Delay is not null ? DelayedAsync(features, found, request) : Send(features, found, request));
    }

    private ServedMapping? Take(StubTable current, MappedHttpRequest request)
    {
        // A concurrent request can change the state of the scenario after the search.
        while (true)
        {
            var found = current.Find(request, Scenarios);
            if (found is null || Scenarios.TryTake(found.Mapping.Scenario, request))
                return found;
        }
    }

    private async ValueTask DelayedAsync(IFeatureCollection features, ServedMapping found, MappedHttpRequest request)
    {
        using var end = EndOf(features);
        await Task.Delay(found.Mapping.Response.Delay!.Next(Random.Shared), end.Token);
        await Send(features, found, request);
    }

    private ValueTask Send(IFeatureCollection features, ServedMapping found, MappedHttpRequest request)
    {
        if (found.Mapping.Response.Fault is { } fault)
        {
            StubFaults.Apply(fault, features, Random.Shared);
            return ValueTask.CompletedTask;
        }

        var context = found.Answer.IsTemplate
            ? new Mocks.Mappings.Templates.TemplateContext(request, clock.GetUtcNow(), Random.Shared) : null;
        return found.Mapping.Response.Dribble is null ? found.Answer.WriteAsync(features, context, default) : Dribbling();

        async ValueTask Dribbling()
        {
            using var end = EndOf(features);
            await found.Answer.WriteAsync(features, context, end.Token);
        }
    }

    private CancellationTokenSource EndOf(IFeatureCollection features) => CancellationTokenSource.CreateLinkedTokenSource(
        features.GetRequiredFeature<IHttpRequestLifetimeFeature>().RequestAborted, stopping);

    /// <summary>The mappings with the fewest parts that do not fit.</summary>
    internal static ValueList<NearMiss> Nearest(StubTable table, Mocks.Mappings.Matching.MappedRequest request) => table.Mappings
        .Select(mapping => new NearMiss(
            mapping.Place, mapping.Name ?? mapping.Id.ToString(), mapping.Request.Explain(request, Redactor.WithoutContract).ToValueList()))
        .OrderBy(miss => miss.Parts.Count(part => !part.Fits)).ThenByDescending(miss => miss.Parts.Count(part => part.Fits))
        .Take(MaxNearest).ToValueList();

    // Without the mapping: its URL pattern is no route, and programs add mappings with ever new names.
    private PendingExchange Note(
        IFeatureCollection features, MappedHttpRequest request, KeyValuePair<string, StringValues>[] headers, StubMapping? mapping,
        int status, long since, ValueList<NearMiss> nearest)
    {
        var series = telemetry.SeriesOf(RequestOutcome.Of(request.Method, null, null, null, status), features);
        var entry = journal.IsOn || onRequest is not null ? Entry(request, headers, mapping, status, since, nearest) : null;
        return new(entry, telemetry, series, features, since);
    }

    private JournalEntry Entry(
        MappedHttpRequest request, KeyValuePair<string, StringValues>[] headers, StubMapping? mapping, int status, long since,
        ValueList<NearMiss> nearest)
    {
        request.Keep();
        var entry = new JournalEntry(Redactor.WithoutContract, headers, request.Content.Bytes, null)
        {
            At = clock.GetUtcNow(),
            Contract = Name,
            Method = request.Method,
            Path = request.Path,
            Operation = null,
            Variant = mapping is null ? null : mapping.Name ?? mapping.Id.ToString(),
            Status = status,
            Nearest = nearest,
            CallerBefore = default,
            CallerAfter = default,
            TargetBefore = default,
            TargetAfter = default,
            Duration = Stopwatch.GetElapsedTime(since),
            Mapped = request,
            Mapping = mapping,
            Arrived = since,
        };
        if (journal.IsOn)
            journal.Add(entry);
        onRequest?.Invoke(entry);
        return entry;
    }
}
