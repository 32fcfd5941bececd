using LogoutContracts.Benchmarks.Inputs;
using LogoutContracts.Benchmarks.Load;
using LogoutContracts.Benchmarks.Processes;
using LogoutContracts.Benchmarks.Report;

namespace LogoutContracts.Benchmarks.Rows;

/// <summary>Compares our mock with a bare Kestrel server that makes the same checks and sends the same bytes.</summary>
internal static class BareRows
{
    private static readonly Bar JournalOff = Bar.AtLeast(0.90);
    private static readonly Bar JournalOn = Bar.AtLeast(0.75);

    public static Task<IReadOnlyList<Row>> PostUnknownAsync(Bench bench) =>
        RowsAsync(bench, HostProtocol.BareRocketchat, "rocketchat", "logout", Workload.UnknownSession);

    public static Task<IReadOnlyList<Row>> PostEndedAsync(Bench bench) =>
        RowsAsync(bench, HostProtocol.BareRocketchat, "rocketchat", "logout", Workload.EndedAgain);

    public static Task<IReadOnlyList<Row>> DeleteAsync(Bench bench) =>
        RowsAsync(bench, HostProtocol.BareLaravel, "laravel", "logout", Workload.Replay);

    public static async Task<IReadOnlyList<Row>> FormsAsync(Bench bench) =>
        [.. await FormsAsync(bench, "reference"), .. await FormsAsync(bench, "jwt")];

    private static Task<IReadOnlyList<Row>> FormsAsync(Bench bench, string release) => RowsAsync(
        bench, HostProtocol.BareOAuth, "oauth2", "introspection", Workload.Introspection(release), "--release", release);

    private static async Task<IReadOnlyList<Row>> RowsAsync(
        Bench bench, string bare, string contract, string operation, Workload work, params IReadOnlyList<string> more)
    {
        var results = await bench.Race.RunAsync(
            Contender.Bare(bare, work, more),
            Contender.Mock("mock", work, ["--contract", contract, .. more]),
            Contender.MockWithJournal(work, ["--contract", contract, .. more]));
        var what = $"{contract} {operation} ({work.Title}) against the bare Kestrel, journal";
        return
        [
            Comparison.Row($"{what} off", JournalOff, results[1], results[0]),
            Comparison.Row($"{what} on", JournalOn, results[2], results[0]),
        ];
    }
}
