using System.Globalization;
using LogoutContracts.Specs.Arazzo;
using LogoutContracts.Verification.Http;

namespace LogoutContracts.Verification.Workflows;

/// <summary>Waits before another attempt: as long as the response's Retry-After says or, without it, the workflow.</summary>
internal sealed class RetryDelay(TimeProvider clock, CancellationToken cancellation)
{
    private static readonly TimeSpan MaxDelay = TimeSpan.FromMinutes(5);

    /// <returns>Why the delay would be too long; null after waiting.</returns>
    public async Task<string?> BeforeAsync(WorkflowAction action, ReceivedResponse? response)
    {
        var time = RetryAfter(response) ?? action.RetryAfter;
        if (time > MaxDelay)
        {
            return string.Create(
                CultureInfo.InvariantCulture,
                $"The next attempt is due after {time.TotalSeconds:0} s; the longest wait is {MaxDelay.TotalSeconds:0} s.");
        }

        if (time > TimeSpan.Zero)
            await Task.Delay(time, clock, cancellation);
        return null;
    }

    private TimeSpan? RetryAfter(ReceivedResponse? response)
    {
        if (response?.ValuesOf("Retry-After").FirstOrDefault() is not { } text)
            return null;
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds))
            return TimeSpan.FromSeconds(seconds);
        if (!DateTimeOffset.TryParseExact(text, "r", CultureInfo.InvariantCulture, DateTimeStyles.None, out var until))
            return null;
        var left = until - clock.GetUtcNow();
        return left > TimeSpan.Zero ? left : TimeSpan.Zero;
    }
}
