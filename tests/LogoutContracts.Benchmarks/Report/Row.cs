using System.Globalization;

namespace LogoutContracts.Benchmarks.Report;

/// <summary>A row of the table of results.</summary>
/// <param name="Bar">The goal; null if there is none.</param>
/// <param name="Measured">The medians with ranges, as text: ours first.</param>
/// <param name="Result">The number to compare with the goal, from the medians; null if nothing was measured.</param>
/// <param name="Notes">How it was measured, and where the time goes.</param>
internal sealed record Row(string What, Bar? Bar, string Measured, double? Result, params IReadOnlyList<string> Notes)
{
    public static Row NotMeasured(string what, Bar? bar, string why) => new(what, bar, "not measured", null, why);

    public string BarText => Bar?.ToString() ?? "";

    public string ResultText => Result is { } result
        ? $"{result.ToString("#,0.00", CultureInfo.InvariantCulture)}{(Bar is { Unit.Length: > 0 } bar ? $" {bar.Unit}" : "")}" : "";

    public string MetText => (Bar, Result) switch
    {
        ({ } bar, { } result) => bar.IsMetBy(result) ? "met" : "not met",
        ({ }, null) => "?",
        _ => "",
    };
}
