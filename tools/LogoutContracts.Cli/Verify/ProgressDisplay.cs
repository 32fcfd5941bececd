using System.Globalization;
using LogoutContracts.Cli.Context;
using LogoutContracts.Verification.Results;
using Spectre.Console;

namespace LogoutContracts.Cli.Verify;

/// <summary>The progress of a run on standard error: a bar on a terminal, plain lines in CI, otherwise nothing.</summary>
internal static class ProgressDisplay
{
    // At most this many lines in a CI log.
    private const int Lines = 10;

    /// <param name="work">The run; it calls its argument after each case.</param>
    public static async Task<T> WatchAsync<T>(CommandContext context, int total, Func<Action<ReportCase>, Task<T>> work)
    {
        if (context.Colours)
            return await WithBarAsync(context.Error, total, work);
        return string.IsNullOrEmpty(context.Variable("CI")) ? await work(_ => { }) : await work(new PlainLines(context.Error, total).Tell);
    }

    private static Task<T> WithBarAsync<T>(TextWriter error, int total, Func<Action<ReportCase>, Task<T>> work)
    {
        var console = AnsiConsole.Create(new() { Out = new AnsiConsoleOutput(error), Interactive = InteractionSupport.Yes });
        return console.Progress().AutoClear(true).StartAsync(context =>
        {
            var task = context.AddTask("verifying", maxValue: Math.Max(1, total));
            return work(_ => task.Increment(1));
        });
    }

    private sealed class PlainLines(TextWriter error, int total)
    {
        private readonly Lock writing = new();
        private int done;
        private int failed;

        public void Tell(ReportCase each)
        {
            lock (writing)
            {
                done++;
                failed += each.Outcome == Outcome.Failed ? 1 : 0;
                if (done == total || done * Lines / total != (done - 1) * Lines / total)
                    error.WriteLine(string.Create(CultureInfo.InvariantCulture, $"verified {done} of {total}, {failed} failed"));
            }
        }
    }
}
