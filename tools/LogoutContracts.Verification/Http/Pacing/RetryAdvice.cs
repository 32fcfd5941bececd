using System.Globalization;

namespace LogoutContracts.Verification.Http.Pacing;

/// <summary>How long an answer asks to wait before the request is sent again.</summary>
internal static class RetryAdvice
{
    private const int TooManyRequests = 429;
    private const int Unavailable = 503;

    // A wait of three years makes no sense, so a number from here on is a time since 1970.
    private const double FirstEpochSecond = 100_000_000;
    private const double FirstEpochMillisecond = 100_000_000_000;

    /// <summary>The shortest wait. Otherwise "Retry-After: 0" would repeat the request without a pause.</summary>
    private static readonly TimeSpan Shortest = TimeSpan.FromSeconds(1);

    /// <param name="header">The first value of a header; null if there is none.</param>
    /// <param name="now">Used if the answer has no Date header, which is the time on the target's clock.</param>
    /// <returns>Null if the answer does not ask to wait, or does not say how long.</returns>
    public static TimeSpan? Of(int status, Func<string, string?> header, DateTimeOffset now)
    {
        if (status is not (TooManyRequests or Unavailable))
            return null;
        var sent = DateOf(header("Date")) ?? now;
        var wait = After(header("Retry-After"), sent) ?? Reset(header("X-RateLimit-Reset"), sent);
        return wait < Shortest ? Shortest : wait;
    }

    /// <summary>Whether the request cannot have had an effect: 429 refuses it, and safe methods have none.</summary>
    public static bool HadNoEffect(int status, string method) => status == TooManyRequests || method is "GET" or "HEAD" or "OPTIONS";

    private static TimeSpan? After(string? text, DateTimeOffset sent) =>
        NumberOf(text) is { } seconds ? Seconds(seconds) : DateOf(text) - sent;

    private static TimeSpan? Reset(string? text, DateTimeOffset sent) => NumberOf(text) switch
    {
        null => null,
        >= FirstEpochMillisecond and var at => Seconds((at - sent.ToUnixTimeMilliseconds()) / 1000),
        >= FirstEpochSecond and var at => Seconds(at - (sent.ToUnixTimeMilliseconds() / 1000.0)),
        { } left => Seconds(left),
    };

    private static double? NumberOf(string? text) =>
        text is [>= '0' and <= '9', ..]
        && double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number)
            ? number : null;

    private static DateTimeOffset? DateOf(string? text) =>
        DateTimeOffset.TryParseExact(text, "r", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var date) ? date : null;

    private static TimeSpan Seconds(double seconds) => seconds < TimeSpan.MaxValue.TotalSeconds / 2
        ? TimeSpan.FromSeconds(Math.Max(seconds, -1)) : TimeSpan.MaxValue;
}
