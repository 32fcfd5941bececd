using System.Globalization;

namespace LogoutContracts.Benchmarks.Report;

/// <summary>The median and the range of several measurements.</summary>
internal readonly record struct Spread(double Median, double Low, double High)
{
    /// <exception cref="ArgumentException">There is no value.</exception>
    public static Spread Of(IReadOnlyCollection<double> values)
    {
        if (values.Count == 0)
            throw new ArgumentException("Expected at least one measurement.", nameof(values));
        var sorted = values.Order().ToArray();
        var middle = sorted.Length / 2;
        return new(sorted.Length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2, sorted[0], sorted[^1]);
    }

    /// <summary>The spread of the ratios of values of the same round, as a slowdown of the machine affects both sides of a pair.</summary>
    /// <exception cref="ArgumentException">The numbers of values differ, or there are none.</exception>
    public static Spread OfRatios(IReadOnlyCollection<double> values, IReadOnlyCollection<double> beside) => values.Count == beside.Count
        ? Of([.. values.Zip(beside, (value, other) => value / other)])
        : throw new ArgumentException($"Expected {values.Count} values; found: {beside.Count}.", nameof(beside));

    /// <summary>The median, and the range in brackets.</summary>
    /// <param name="format">The format of each number.</param>
    public string Text(string format) => $"{Number(Median, format)} ({Number(Low, format)} to {Number(High, format)})";

    private static string Number(double value, string format) => value.ToString(format, CultureInfo.InvariantCulture);
}
