using System.Globalization;
using LogoutContracts.Specs.Arazzo;
using LogoutContracts.Verification.Http;

namespace LogoutContracts.Verification.Workflows;

/// <summary>Waits before another attempt: as long as the answer's Retry-After says, or else the workflow.</summary>
internal sealed class RetryDelay(TimeProvider clock, CancellationToken cancellation)
{
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(5);

    /// <returns>Why it does not wait so long; null after it has waited.</returns>
    public async Task<string?> BeforeAsync(WorkflowAction action, ReceivedResponse? response)
    {
        var time = RetryAfter(response) ?? action.RetryAfter;
        if (time > Longest)
            return string.Create(CultureInfo.InvariantCulture, $"Another attempt would have to wait for {time.TotalSeconds:0} s, and no more than {Longest.TotalSeconds:0} s are waited.");
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
        return DateTimeOffset.TryParseExact(text, "r", CultureInfo.InvariantCulture, DateTimeStyles.None, out var until) && until - clock.GetUtcNow() is var left ? left > TimeSpan.Zero ? left : TimeSpan.Zero : null;
    }
}
