using System.Xml;

namespace LogoutContracts.Diffing.Rules.Kinds;

/// <summary>How long something is valid; null stands for no limit.</summary>
internal static class Times
{
    public static bool IsLonger(TimeSpan? old, TimeSpan? @new) => old is not null && (@new is null || @new > old);

    /// <summary>The time as specs spell it.</summary>
    public static string Of(TimeSpan? time) => time is { } limit ? XmlConvert.ToString(limit) : "no time";
}
