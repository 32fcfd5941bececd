using System.CommandLine;
using System.Globalization;
using System.Text.RegularExpressions;
using LogoutContracts.Cli.Context;
using LogoutContracts.Verification.Http.Pacing;

namespace LogoutContracts.Cli.Pacing;

/// <summary>The options <c>--rate</c> and <c>--patience</c>.</summary>
internal sealed partial class PaceSelection
{
    private static readonly TimeSpan DefaultPatience = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan LongestPatience = TimeSpan.FromHours(24);

    private readonly Option<string?> rate = new("--rate")
    {
        HelpName = "N/s|N/min",
        Description = "Send at most so many requests, evenly spread, such as 2/s or 10/min [default: as fast as the target answers]",
    };

    private readonly Option<string?> patience = new("--patience")
    {
        HelpName = "TIME",
        Description = "How long a request may wait if the target answers 429 or 503 and says when to try again, such as 90s or 5m; " +
            "0 does not wait [default: 60s]",
    };

    public IEnumerable<Option> All => [rate, patience];

    /// <exception cref="UserErrorException">An option is invalid; all problems are reported.</exception>
    public PaceSettings Choose(ParseResult parsed)
    {
        var (asked, wait) = (parsed.GetValue(rate), parsed.GetValue(patience));
        var settings = new PaceSettings(
            asked is null ? null : RateOf(asked), wait is null ? DefaultPatience : PatienceOf(wait) ?? TimeSpan.Zero);
        string?[] problems =
        [
            asked is not null && settings.Rate is null ? PaceErrors.Rate(asked) : null,
            wait is not null && PatienceOf(wait) is null ? PaceErrors.Patience(wait) : null,
        ];
        return problems.OfType<string>().ToList() is { Count: > 0 } found ? throw CommonErrors.All(found) : settings;
    }

    private static RequestRate? RateOf(string text) => RateForm().Match(text) is { Success: true } match
        && int.TryParse(match.Groups["number"].Value, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0
            ? new(number, match.Groups["unit"].Value is "s" ? TimeSpan.FromSeconds(1) : TimeSpan.FromMinutes(1)) : null;

    private static TimeSpan? PatienceOf(string text)
    {
        var match = TimeForm().Match(text);
        if (!match.Success)
            return null;
        var number = double.Parse(match.Groups["number"].Value, CultureInfo.InvariantCulture);
        var time = match.Groups["unit"].Value switch { "ms" => number / 1000, "m" => number * 60, _ => number };
        return time <= LongestPatience.TotalSeconds ? TimeSpan.FromSeconds(time) : null;
    }

    [GeneratedRegex("^(?<number>[0-9]{1,6})/(?<unit>s|min)$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex RateForm();

    [GeneratedRegex(
        @"^(?<number>[0-9]{1,9}(\.[0-9]{1,9})?)(?<unit>ms|s|m)?$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex TimeForm();
}

/// <param name="Rate">Null: as fast as the target answers.</param>
/// <param name="Patience">How long one request may wait in total.</param>
internal sealed record PaceSettings(RequestRate? Rate, TimeSpan Patience);
