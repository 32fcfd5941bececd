using System.Globalization;

namespace LogoutContracts.Benchmarks.Report;

/// <summary>One line of the table that the bench prints.</summary>
/// <param name="Bar">Null where the row is only there to be read.</param>
/// <param name="Measured">In words: medians with ranges, ours first.</param>
/// <param name="Result">What the bar is held against, and is told from the spread of what was measured; null where nothing was measured.</param>
/// <param name="Notes">What a reader must know to believe the numbers, or to improve them.</param>
internal sealed record Row(string What, Bar? Bar, string Measured, double? Result, params IReadOnlyList<string> Notes)
{
    public static Row NotMeasured(string what, Bar? bar, string why) => new(what, bar, "not measured", null, why);

    public string BarText => Bar?.ToString() ?? "";

    public string ResultText => Result is { } result ? $"{result.ToString("#,0.00", CultureInfo.InvariantCulture)}{(Bar is { Unit.Length: > 0 } bar ? $" {bar.Unit}" : "")}" : "";

    public string MetText => (Bar, Result) switch
    {
        ({ } bar, { } result) => bar.IsMetBy(result) ? "met" : "not met",
        ({ }, null) => "?",
        _ => "",
    };
}
