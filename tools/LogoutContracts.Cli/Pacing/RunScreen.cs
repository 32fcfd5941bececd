using System.Globalization;
using LogoutContracts.Cli.Context;
using LogoutContracts.Verification.Http.Pacing;
using LogoutContracts.Verification.Results;
using Spectre.Console;

namespace LogoutContracts.Cli.Pacing;

/// <summary>Standard error during a run: messages, and the progress as a bar on a terminal or as plain lines.</summary>
/// <param name="verb">The word for finished cases, such as "verified".</param>
internal sealed class RunScreen(CommandContext context, string verb, RequestRate? rate)
{
    // The maximum number of progress lines in a log.
    private const int Lines = 10;

    private readonly Lock writing = new();
    private Action<string> write = context.Error.WriteLine;
    private int done;
    private int failed;

    /// <summary>The clock for pacing.</summary>
    public TimeProvider Clock => context.Clock;

    /// <summary>The expected number of requests; 0 if it is unknown.</summary>
    public int Expected { get; set; }

    /// <summary>Returns the number of requests sent so far.</summary>
    public Func<int> Sent { get; set; } = static () => 0;

    public void Say(string message)
    {
        lock (writing)
            write(message);
    }

    /// <param name="work">The run, which calls its argument after each case.</param>
    public async Task<T> WatchAsync<T>(int total, Func<Action<ReportCase>, Task<T>> work)
    {
        if (context.Colours)
            return await WithBarAsync(total, work);
        var hasLines = rate is not null || !string.IsNullOrEmpty(context.Variable("CI"));
        return hasLines ? await work(each => Tell(each, total)) : await work(_ => { });
    }

    private string Remaining => Expected == 0 ? "" : PaceText.Remaining(Expected - Sent(), rate);

    private async Task<T> WithBarAsync<T>(int total, Func<Action<ReportCase>, Task<T>> work)
    {
        var console = AnsiConsole.Create(new()
        {
            Out = new AnsiConsoleOutput(context.Error), Ansi = AnsiSupport.Yes, Interactive = InteractionSupport.Yes,
        });
        write = console.WriteLine;
        try
        {
            return await console.Progress().AutoClear(true).StartAsync(progress =>
            {
                var task = progress.AddTask(verb, maxValue: Math.Max(1, total));
                return work(_ =>
                {
                    task.Increment(1);
                    task.Description = $"{verb}{Remaining}";
                });
            });
        }
        finally
        {
            write = context.Error.WriteLine;
        }
    }

    private void Tell(ReportCase each, int total)
    {
        lock (writing)
        {
            done++;
            failed += each.Outcome == Outcome.Failed ? 1 : 0;
            if (done == total || done * Lines / total != (done - 1) * Lines / total)
                write(string.Create(CultureInfo.InvariantCulture, $"{verb} {done} of {total}, {failed} failed{Remaining}"));
        }
    }
}
