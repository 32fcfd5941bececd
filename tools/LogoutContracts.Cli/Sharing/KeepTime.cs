using System.Globalization;
using System.Text.RegularExpressions;
using LogoutContracts.Cli.Context;

namespace LogoutContracts.Cli.Sharing;

/// <summary>Parses how long sessions are kept.</summary>
internal static partial class KeepTime
{
    private static readonly TimeSpan Min = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Max = TimeSpan.FromDays(3650);

    /// <exception cref="UserErrorException">The text is not a time, or is too short or too long.</exception>
    public static TimeSpan Parse(string option, string text)
    {
        var match = Form().Match(text);
        if (!match.Success)
            throw StateErrors.KeepTime(option, text);
        var number = int.Parse(match.Groups["number"].Value, CultureInfo.InvariantCulture);
        var time = match.Groups["unit"].Value switch
        {
            "d" => TimeSpan.FromDays(number),
            "h" => TimeSpan.FromHours(number),
            "m" => TimeSpan.FromMinutes(number),
            _ => TimeSpan.FromSeconds(number),
        };
        return time >= Min && time <= Max ? time : throw StateErrors.KeepTime(option, text);
    }

    [GeneratedRegex(@"^(?<number>[0-9]{1,6})(?<unit>[dhms])$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Form();
}
