using LogoutContracts.Benchmarks.Report;

namespace LogoutContracts.Benchmarks.Shared;

/// <summary>The measurements of several contenders, one per round.</summary>
/// <param name="what">What was measured.</param>
internal sealed class SharedShots(string what, Action<string> log)
{
    private readonly Dictionary<string, List<SharedShot>> shots = new(StringComparer.Ordinal);

    public void Add(string contender, SharedShot shot)
    {
        if (!shots.TryGetValue(contender, out var own))
            shots.Add(contender, own = []);
        own.Add(shot);
        log($"  {what}, round {own.Count}, {contender}: {shot.RequestsPerSecond:N0}/s, processor time per request: "
            + $"servers {shot.ServerMicroseconds:N1} µs, PostgreSQL {shot.PostgresMicroseconds:N1} µs");
    }

    /// <summary>Compares throughput.</summary>
    public Row Rates(string title, Bar? bar, string ours, string other) =>
        RowOf(title, bar, ours, other, static shot => shot.RequestsPerSecond);

    /// <summary>Compares PostgreSQL's processor time per request.</summary>
    public Row PostgresTimes(string title, Bar? bar, string ours, string other) =>
        RowOf(title, bar, ours, other, static shot => shot.PostgresMicroseconds);

    private Row RowOf(string title, Bar? bar, string ours, string other, Func<SharedShot, double> measure)
    {
        var ratio = Spread.OfRatios([.. shots[ours].Select(measure)], [.. shots[other].Select(measure)]);
        return new(title, bar, $"{Text(ours)}; {Text(other)}; ratio {ratio.Text("0.00")}", ratio.Median);
    }

    private string Text(string contender)
    {
        var own = shots[contender];
        return $"{contender} {SpreadOf(shot => shot.RequestsPerSecond, "N0")}/s, {SpreadOf(shot => shot.ServerMicroseconds, "0")} µs in "
            + $"servers, {SpreadOf(shot => shot.PostgresMicroseconds, "0")} µs in PostgreSQL";

        string SpreadOf(Func<SharedShot, double> measure, string format) => Spread.Of([.. own.Select(measure)]).Text(format);
    }
}
