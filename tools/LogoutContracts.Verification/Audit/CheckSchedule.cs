using LogoutContracts.Verification.Audit.Checks;

namespace LogoutContracts.Verification.Audit;

/// <summary>Which checks may run at the same time. Each opens its own sessions, but they are sessions of the same user.</summary>
internal static class CheckSchedule
{
    // The other checks use what these learn: whether the logout has an effect, and whether it leaves other sessions alone.
    private static readonly string[] First = ["T1", "T9"];

    // They move the target's clock, measure time, send requests at the same time themselves, use what the other checks learned, or
    // restart the target.
    private static readonly string[] Alone = ["T13", "T16", "T17", "T18", "T27", "T28", "T29"];

    /// <summary>The checks in three parts: first one by one, then at the same time, then one by one again.</summary>
    public static (IReadOnlyList<Check> First, IReadOnlyList<Check> Together, IReadOnlyList<Check> Last) Of(
        IReadOnlyCollection<Check> checks) =>
        ([.. checks.Where(IsFirst)], [.. checks.Where(check => !IsFirst(check) && !IsAlone(check))], [.. checks.Where(IsAlone)]);

    private static bool IsFirst(Check check) => First.Contains(check.Id, StringComparer.Ordinal);

    private static bool IsAlone(Check check) => Alone.Contains(check.Id, StringComparer.Ordinal);
}
