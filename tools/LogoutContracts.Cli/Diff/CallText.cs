using System.Globalization;
using LogoutContracts.Cli.Context;
using LogoutContracts.Diffing.Calls;
using LogoutContracts.Specs.Primitives;

namespace LogoutContracts.Cli.Diff;

/// <summary>The output of <c>diff --journal</c>.</summary>
internal static class CallText
{
    public static void Write(TextWriter output, CallDifference difference)
    {
        foreach (var change in difference.Changes)
        {
            output.WriteLine($"{DiffText.Word(change.Level).ToUpperInvariant()} {Subject(change)}");
            foreach (var text in change.Texts)
                output.WriteLine($"  {text}");
            output.WriteLine($"  old {change.Old}{(change.New is { } place ? $", new {place}" : "")}");
        }

        foreach (var line in Counts(difference))
            output.WriteLine(line);
    }

    /// <summary>Which calls, and what becomes of their status.</summary>
    public static string Subject(CallChange change)
    {
        var @new = change.NewStatus is { } status ? ErrorText.Number(status) : "no answer";
        var statuses = change.OldStatus == change.NewStatus ? @new : $"{ErrorText.Number(change.OldStatus)} → {@new}";
        return $"{change.Method} {change.Path}, {change.Sessions}: {statuses} ({Numbers("call", change.Calls)})";
    }

    /// <summary>How many calls were compared, and why others were not.</summary>
    public static IEnumerable<string> Counts(CallDifference difference)
    {
        var changed = difference.Changes.Sum(change => change.Calls.Count);
        yield return string.Create(
            CultureInfo.InvariantCulture, $"{changed} of {difference.Fitting} compared calls get another answer.");
        if (difference.Strange.Count > 0)
            yield return $"Not compared, because the old version does not give the recorded answer: {Numbers("call", difference.Strange)}.";
        if (difference.Dropped > 0)
            yield return string.Create(CultureInfo.InvariantCulture, $"Not in the log, or not calls: {difference.Dropped}.");
        if (difference.Assumed > 0)
            yield return string.Create(
                CultureInfo.InvariantCulture, $"Taken to be active, because their login is not in the log: {difference.Assumed} sessions.");
    }

    private static string Numbers(string what, ValueList<int> numbers) =>
        $"{what}{(numbers.Count == 1 ? "" : "s")} {string.Join(", ", numbers.Select(ErrorText.Number))}";
}
