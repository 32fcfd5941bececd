using System.Globalization;
using System.Text.RegularExpressions;

namespace LogoutContracts.Cli.Audit;

/// <summary>A duration on the command line: <c>5s</c>, <c>0.5s</c>, <c>200ms</c>, or a number of seconds.</summary>
internal static partial class Duration
{
    private static readonly TimeSpan Max = TimeSpan.FromHours(1);

    /// <returns>Zero if the option is not given.</returns>
    /// <exception cref="Context.UserErrorException">The text is not a duration, or is longer than an hour.</exception>
    public static TimeSpan Parse(string option, string? text)
    {
        if (text is null)
            return TimeSpan.Zero;
        var match = Form().Match(text);
        if (!match.Success || !double.TryParse(
            match.Groups["number"].Value, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number))
            throw AuditErrors.InvalidTime(option, text);
        var seconds = match.Groups["unit"].Value is "ms" ? number / 1000 : number;
        return seconds <= Max.TotalSeconds ? TimeSpan.FromSeconds(seconds) : throw AuditErrors.InvalidTime(option, text);
    }

    [GeneratedRegex(@"^(?<number>[0-9]{1,9}(\.[0-9]{1,9})?)(?<unit>s|ms)?$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Form();
}
