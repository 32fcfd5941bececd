using LogoutContracts.Verification.Audit.Checks;
using LogoutContracts.Verification.Results;

namespace LogoutContracts.Verification.Audit;

/// <summary>Which checks may run at the same time. Each opens sessions of its own, but they are sessions of the same user.</summary>
internal static class CheckSchedule
{
    /// <summary>Shows whether a logout leaves the user's other sessions alone.</summary>
    public const string Bystanders = "T9";

    // The others build on what these find out.
    private static readonly string[] First = ["T0", "T1", Bystanders];

    // They move the target's clock, crowd it, or measure time.
    private static readonly string[] Alone = ["T13", "T17", "T18"];

    public static bool IsFirst(Check check) => First.Contains(check.Id, StringComparer.Ordinal);

    public static bool IsAlone(Check check) => Alone.Contains(check.Id, StringComparer.Ordinal);

    /// <summary>How many checks may run at the same time.</summary>
    /// <param name="wanted">At most so many.</param>
    /// <param name="bystanders">The steps of T9; null: it did not run.</param>
    public static int Degree(int wanted, IEnumerable<Step>? bystanders)
    {
        var afterwards = (bystanders ?? []).Where(step => step.Kind == StepKind.Afterwards).ToList();
        return afterwards.Count > 0 && afterwards.TrueForAll(step => step.Holds) ? Math.Max(1, wanted) : 1;
    }
}
