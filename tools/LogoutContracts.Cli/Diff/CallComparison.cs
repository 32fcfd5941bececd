using LogoutContracts.Cli.Context;
using LogoutContracts.Cli.Options;
using LogoutContracts.Cli.Sources;
using LogoutContracts.Diffing.Calls;
using LogoutContracts.Diffing.Changes;

namespace LogoutContracts.Cli.Diff;

/// <summary><c>diff --journal</c>: which calls of a client get another answer.</summary>
internal static class CallComparison
{
    /// <returns>The exit code.</returns>
    /// <exception cref="UserErrorException">There are several contracts, or no call that the old version explains.</exception>
    public static int Run(
        CommandContext context, ContractSource old, ContractSource @new, string log, ChangeLevel failOn, ReportFiles files)
    {
        var started = DateTimeOffset.UtcNow;
        var (before, after) = (old.Load(context), @new.Load(context));
        (before, after) = (before.Within(after), after.Within(before));
        if (before.Versions is not [var from] || after.Versions is not [var to]
            || !string.Equals(from.Contract.Id, to.Contract.Id, StringComparison.Ordinal))
            throw DiffErrors.JournalOfOne();
        var difference = CallDiff.Between(from, to, CallLogFile.Read(context, log));
        if (difference.Fitting > 0)
            CallText.Write(context.VisibleOut, difference);
        files.Write(CallReport.Of(to.Contract, $"{before.Shown} → {after.Shown}", log, difference, failOn, started));
        if (difference.Fitting == 0)
            throw DiffErrors.NoCallFits(log, before.Shown, difference.Strange.Count);
        return difference.Changes.Any(change => change.Level >= failOn) ? ExitCodes.ContractDoesNotHold : ExitCodes.Fine;
    }
}
