using System.Globalization;

namespace LogoutContracts.Benchmarks.Report;

/// <summary>The goal of a measurement.</summary>
/// <param name="IsUpper">Whether the limit is an upper limit.</param>
/// <param name="Unit">The unit after the number, such as "×", "ms" or "bytes"; empty for a plain ratio.</param>
internal sealed record Bar(double Limit, bool IsUpper, string Unit)
{
    public static Bar AtLeast(double limit, string unit = "") => new(limit, IsUpper: false, unit);

    public static Bar AtMost(double limit, string unit = "") => new(limit, IsUpper: true, unit);

    public bool IsMetBy(double value) => IsUpper ? value <= Limit : value >= Limit;

    public override string ToString()
    {
        var limit = Limit.ToString(Unit.Length > 0 ? "0.##" : "0.00", CultureInfo.InvariantCulture);
        return $"{(IsUpper ? '≤' : '≥')} {limit}{(Unit.Length > 0 ? $" {Unit}" : "")}";
    }
}
