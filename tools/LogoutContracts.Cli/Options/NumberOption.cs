using System.Globalization;
using LogoutContracts.Cli.Context;

namespace LogoutContracts.Cli.Options;

/// <summary>Parses the whole numbers of options.</summary>
internal static class NumberOption
{
    /// <param name="text">The value of the option; null if it was not given.</param>
    /// <param name="option">The name of the option, for the error.</param>
    /// <param name="from">The least valid number.</param>
    /// <param name="to">The greatest valid number.</param>
    /// <returns>Null if the option was not given.</returns>
    /// <exception cref="UserErrorException">The value is not a number in this range.</exception>
    public static int? Read(string? text, string option, int from, int to)
    {
        if (text is null)
            return null;
        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= from && number <= to
            ? number
            : throw CommonErrors.InvalidNumber(option, text, from, to);
    }
}
