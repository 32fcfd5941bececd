using System.Globalization;

namespace LogoutContracts.Mocks.Diagrams;

/// <summary>Spells durations in their largest whole unit.</summary>
internal static class DurationWords
{
    private static readonly (long Seconds, string Name)[] Units = [(86_400, "day"), (3_600, "hour"), (60, "minute")];

    /// <summary>Such as "90 seconds" or "1 hour".</summary>
    public static string Of(TimeSpan duration)
    {
        var seconds = (long)duration.TotalSeconds;
        var (unit, name) = Array.Find(Units, unit => seconds >= unit.Seconds && seconds % unit.Seconds == 0) is { Name: not null } found
            ? found : (1, "second");
        var number = seconds / unit;
        return string.Create(CultureInfo.InvariantCulture, $"{number} {name}{(number == 1 ? "" : "s")}");
    }
}
