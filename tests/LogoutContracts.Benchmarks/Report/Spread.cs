using System.Globalization;

namespace LogoutContracts.Benchmarks.Report;

/// <summary>What several measurements of one thing say together.</summary>
internal readonly record struct Spread(double Median, double Low, double High)
{
    /// <exception cref="ArgumentException">There is no value.</exception>
    public static Spread Of(IReadOnlyCollection<double> values)
    {
        if (values.Count == 0)
            throw new ArgumentException("No measurement, no spread.", nameof(values));
        var sorted = values.Order().ToArray();
        var middle = sorted.Length / 2;
        return new(sorted.Length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2, sorted[0], sorted[^1]);
    }

    /// <summary>Of the ratios of what was measured side by side, so that a slow minute of the machine slows both sides of a pair.</summary>
    /// <exception cref="ArgumentException">Not as many values on one side as on the other.</exception>
    public static Spread OfRatios(IReadOnlyCollection<double> values, IReadOnlyCollection<double> beside) => values.Count == beside.Count
        ? Of([.. values.Zip(beside, (value, other) => value / other)])
        : throw new ArgumentException($"{values.Count} values, {beside.Count} beside them.", nameof(beside));

    /// <summary>Median, and in brackets the range.</summary>
    /// <param name="format">Of each number.</param>
    public string Text(string format) => $"{Number(Median, format)} ({Number(Low, format)} to {Number(High, format)})";

    private static string Number(double value, string format) => value.ToString(format, CultureInfo.InvariantCulture);
}
