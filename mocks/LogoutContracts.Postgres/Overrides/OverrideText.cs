using System.Globalization;
using System.Text.Json;
using LogoutContracts.Mocks.Requests;
using LogoutContracts.MockServer.Deciding;
using LogoutContracts.MockServer.Overrides;
using LogoutContracts.MockServer.Routing;
using LogoutContracts.Specs.Primitives;

namespace LogoutContracts.Postgres.Overrides;

/// <summary>Writes forced answers and faults as text, and reads them.</summary>
internal static class OverrideText
{
    public static string Write(Override active) => JsonSerializer.Serialize(new Stored(
        active.OperationId,
        active.Place?.Place,
        active.Variant,
        active.Raw is { } raw
            ? new(raw.Status, [.. raw.Headers.Select(header => new[] { header.Name, header.Value })], raw.Body) : null,
        active.Fault is { } fault ? StoredFault.Of(fault) : null,
        Of(active.Trigger)));

    /// <param name="rows">Id, text and number of requests of each.</param>
    public static IReadOnlyList<Override> Parse(string[,] rows, ContractState state) =>
    [
        .. Enumerable.Range(0, rows.GetLength(0)).Select(row => Read(
            rows[row, 0], rows[row, 1], long.Parse(rows[row, 2], CultureInfo.InvariantCulture), state.Running)),
    ];

    private static Override Read(string id, string text, long seen, RunningPlan running)
    {
        var stored = JsonSerializer.Deserialize<Stored>(text)!;
        var place = stored.Place is { } known
            ? running.Paths.SelectMany(path => path.All).First(operation => string.Equals(operation.Place, known, StringComparison.Ordinal))
            : null;
        var trigger = Of(stored.Trigger);
        return new(id, stored.Operation, place, trigger)
        {
            Variant = stored.Variant,
            Raw = stored.Raw is { } raw
                ? new(raw.Status)
                {
                    Headers = raw.Headers.Select(pair => new Header(pair[0], pair[1])).ToValueList(),
                    Body = raw.Body,
                }
                : null,
            Fault = stored.Fault?.ToFault(),
            Count = new(trigger, seen),
        };
    }

    private static StoredTrigger Of(Trigger trigger) => trigger switch
    {
        Trigger.Next next => new(Next: next.Count),
        Trigger.Every every => new(Every: every.Nth),
        Trigger.Share share => new(Share: share.Fraction, Seed: share.Seed),
        _ => new(),
    };

    private static Trigger Of(StoredTrigger stored) => stored switch
    {
        { Next: { } count } => new Trigger.Next(count),
        { Every: { } nth } => new Trigger.Every(nth),
        { Share: { } fraction } => new Trigger.Share(fraction, stored.Seed),
        _ => new Trigger.Always(),
    };

    private sealed record Stored(
        string? Operation, string? Place, string? Variant, StoredAnswer? Raw, StoredFault? Fault, StoredTrigger Trigger);

    private sealed record StoredAnswer(int Status, string[][] Headers, string Body);

    private sealed record StoredTrigger(int? Next = null, int? Every = null, double? Share = null, int Seed = 0);
}
