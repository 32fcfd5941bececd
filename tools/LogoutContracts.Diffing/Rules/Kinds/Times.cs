using System.Xml;
using LogoutContracts.Specs.Model;

namespace LogoutContracts.Diffing.Rules.Kinds;

/// <summary>How long something is valid; null stands for no limit.</summary>
internal static class Times
{
    public static bool IsLonger(TimeSpan? old, TimeSpan? @new) => old is not null && (@new is null || @new > old);

    /// <summary>Both idle timeouts, in a sentence.</summary>
    public static string Idle(TimeSpan? old, TimeSpan? @new) =>
        $"Sessions expired after {Of(old)} without a request, now after {Of(@new)}.";

    /// <summary>Both lifetimes of a credential, in a sentence.</summary>
    public static string Lives(Credential old, Credential @new) =>
        $"The {@new.Name} expired {Of(old.Lifetime)} after it was issued, now after {Of(@new.Lifetime)}.";

    /// <summary>The time as specs spell it.</summary>
    public static string Of(TimeSpan? time) => time is { } limit ? XmlConvert.ToString(limit) : "no time";
}
