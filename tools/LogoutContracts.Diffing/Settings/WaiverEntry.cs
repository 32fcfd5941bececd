using System.Globalization;

namespace LogoutContracts.Diffing.Settings;

/// <summary>The entry that accepts a change, to paste below <c>waivers</c> in <c>.logout-contracts.yaml</c>.</summary>
public static class WaiverEntry
{
    private const int Days = 30;

    /// <summary>The entry, in one line. Its reason is empty, which is not valid: somebody must write one.</summary>
    /// <param name="id">The id of the change.</param>
    /// <param name="today">The date in UTC; the waiver lasts for 30 days.</param>
    public static string Of(string id, DateOnly today) =>
        $"- {{ id: {id}, reason: '', expires: {Date(today.AddDays(Days))} }}";

    /// <summary>A date as the settings have it.</summary>
    public static string Date(DateOnly date) => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
