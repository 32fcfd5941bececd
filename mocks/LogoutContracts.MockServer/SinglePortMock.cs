using System.Buffers;
using System.Collections.Frozen;
using System.Text.Json;
using LogoutContracts.Mocks;
using Microsoft.AspNetCore.Http.Features;

namespace LogoutContracts.Serving;

/// <summary>All contracts on one port: the first segment of the path says which, and the contract sees the rest.</summary>
internal sealed class SinglePortMock
{
    private readonly FrozenDictionary<string, ContractMock> mocks;
    private readonly FrozenDictionary<string, ContractMock>.AlternateLookup<ReadOnlySpan<char>> byPrefix;
    private readonly Redactor redactor;
    private readonly TimeProvider clock;
    private readonly Action<JournalEntry>? onRequest;

    public SinglePortMock(IReadOnlyList<ContractMock> served, TimeProvider clock, Action<JournalEntry>? onRequest)
    {
        redactor = served[0].Redactor;
        this.clock = clock;
        this.onRequest = onRequest;
        mocks = served.ToFrozenDictionary(mock => mock.Plan.Contract.Id, StringComparer.Ordinal);
        byPrefix = mocks.GetAlternateLookup<ReadOnlySpan<char>>();
    }

    public static Uri AddressOf(Uri all, string contract) => new(all, $"/{contract}/");

    public ValueTask AnswerAsync(IFeatureCollection features)
    {
        var request = features.GetRequiredFeature<IHttpRequestFeature>();
        var path = request.Path;
        var end = path.Length > 1 ? path.IndexOf('/', 1) : -1;
        if (end < 0)
            end = path.Length;
        if (end < 2 || !byPrefix.TryGetValue(path.AsSpan(1, end - 1), out var mock))
        {
            onRequest?.Invoke(Unanswered(request));
            return NoContractAsync(features, redactor.Hide(path));
        }

        request.PathBase = path[..end];
        request.Path = end == path.Length ? "/" : path[end..];
        return mock.Entry(features);
    }

    // No contract's journal has a place for it, but whoever wonders where requests go wants to see it.
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

    private ValueTask NoContractAsync(IFeatureCollection features, string path)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer, new() { Indented = true, Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            json.WriteStartObject();
            json.WriteString("type", "urn:logout-contracts:no-contract");
            json.WriteString("title", "No contract has this prefix");
            json.WriteNumber("status", 404);
            json.WriteString("detail", $"{path} names no contract; there is {string.Join(", ", mocks.Keys.Order(StringComparer.Ordinal).Select(id => $"/{id}/…"))}.");
            json.WriteEndObject();
        }

        return Sending.JsonAsync(features, 404, "application/problem+json", buffer.WrittenMemory);
    }
}
