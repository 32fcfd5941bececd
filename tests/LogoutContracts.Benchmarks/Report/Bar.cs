using System.Globalization;

namespace LogoutContracts.Benchmarks.Report;

/// <summary>What a measurement has to reach.</summary>
/// <param name="Unit">Behind the number: "×", "ms", "bytes"; empty for a plain ratio.</param>
internal sealed record Bar(double Limit, bool IsUpper, string Unit)
{
    public static Bar AtLeast(double limit, string unit = "") => new(limit, IsUpper: false, unit);

    public static Bar AtMost(double limit, string unit = "") => new(limit, IsUpper: true, unit);

    public bool IsMetBy(double value) => IsUpper ? value <= Limit : value >= Limit;

    public override string ToString() => $"{(IsUpper ? '≤' : '≥')} {Limit.ToString(Unit.Length > 0 ? "0.##" : "0.00", CultureInfo.InvariantCulture)}{(Unit.Length > 0 ? $" {Unit}" : "")}";
}
