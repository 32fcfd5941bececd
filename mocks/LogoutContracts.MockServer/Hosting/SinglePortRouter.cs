using System.Collections.Frozen;
using System.Diagnostics;
using LogoutContracts.Mocks.Requests;
using LogoutContracts.MockServer.Http;
using LogoutContracts.MockServer.Journaling;
using LogoutContracts.MockServer.Telemetry;
using Microsoft.AspNetCore.Http.Features;

namespace LogoutContracts.MockServer.Hosting;

/// <summary>Serves all contracts on one port: the first path segment selects the contract, which gets the rest of the path.</summary>
internal sealed class SinglePortRouter
{
    private readonly FrozenDictionary<string, Func<IFeatureCollection, ValueTask>> contracts;
    private readonly FrozenDictionary<string, Func<IFeatureCollection, ValueTask>>.AlternateLookup<ReadOnlySpan<char>> byPrefix;
    private readonly Redactor redactor;
    private readonly TimeProvider clock;
    private readonly Action<JournalEntry>? onRequest;
    private readonly ContractTelemetry telemetry;

    /// <param name="contracts">The request handler of each contract, by id.</param>
    public SinglePortRouter(
        IReadOnlyDictionary<string, Func<IFeatureCollection, ValueTask>> contracts, Redactor redactor, TimeProvider clock,
        Action<JournalEntry>? onRequest, ContractTelemetry telemetry)
    {
        this.redactor = redactor;
        this.clock = clock;
        this.onRequest = onRequest;
        this.telemetry = telemetry;
        this.contracts = contracts.ToFrozenDictionary(StringComparer.Ordinal);
        byPrefix = this.contracts.GetAlternateLookup<ReadOnlySpan<char>>();
    }

    public static Uri AddressOf(Uri all, string contract) => new(all, $"/{contract}/");

    public ValueTask AnswerAsync(IFeatureCollection features)
    {
        var request = features.GetRequiredFeature<IHttpRequestFeature>();
        var path = request.Path;
        var end = path.Length > 1 ? path.IndexOf('/', 1) : -1;
        if (end < 0)
            end = path.Length;
        if (end < 2 || !byPrefix.TryGetValue(path.AsSpan(1, end - 1), out var answer))
        {
            onRequest?.Invoke(Unanswered(request));
            var series = telemetry.SeriesOf(RequestOutcome.Of(request.Method, null, null, null, 404), features);
            return new PendingExchange(null, telemetry, series, features, Stopwatch.GetTimestamp()).FinishAfter(
                NoContractAsync(features, redactor.Hide(path)));
        }

        request.PathBase = path[..end];
        request.Path = end == path.Length ? "/" : path[end..];
        return answer(features);
    }

    // Belongs to no contract and so is not in the journal, but the request log should show it.
    private JournalEntry Unanswered(IHttpRequestFeature request) => new(redactor, [], default, null)
    {
        At = clock.GetUtcNow(),
        Contract = "-",
        Method = request.Method,
        Path = request.Path,
        Operation = null,
        Variant = null,
        Status = 404,
        CallerBefore = default,
        CallerAfter = default,
        TargetBefore = default,
        TargetAfter = default,
        Duration = default,
    };

    private ValueTask NoContractAsync(IFeatureCollection features, string path) => ResponseWriter.ProblemAsync(
        features, 404, "no-contract", "No contract has this prefix",
        $"The path {path} does not start with a contract's id. "
        + $"Known: {string.Join(", ", contracts.Keys.Order(StringComparer.Ordinal).Select(id => $"/{id}/…"))}.");
}
