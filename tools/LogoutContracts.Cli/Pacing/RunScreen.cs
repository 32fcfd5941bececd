using LogoutContracts.Cli.Context;
using LogoutContracts.Verification.Http.Pacing;
using LogoutContracts.Verification.Results;
using Spectre.Console;

namespace LogoutContracts.Cli.Pacing;

/// <summary>
/// Standard error during a run: messages, and the progress as a bar on a terminal, or otherwise as a line every ten seconds.
/// </summary>
/// <param name="verb">The word for finished cases, such as "verified".</param>
internal sealed class RunScreen(CommandContext context, string verb, RequestRate? rate)
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(10);

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
        var started = Clock.GetTimestamp();
        if (context.Colours)
            return await WithBarAsync(Progress, work);
        await using var timer = Clock.CreateTimer(_ => Say(Progress().Line(verb, Remaining(Progress()))), null, Interval, Interval);
        return await work(Count);

        RunProgress Progress() => new(total, Volatile.Read(ref done), Volatile.Read(ref failed), Clock.GetElapsedTime(started));
    }

    // A rate tells the time better than the cases so far do.
    private string Remaining(RunProgress progress) =>
        rate is not null && Expected > 0 ? PaceText.Remaining(Expected - Sent(), rate) : progress.TimeLeft;

    private async Task<T> WithBarAsync<T>(Func<RunProgress> progress, Func<Action<ReportCase>, Task<T>> work)
    {
        var console = AnsiConsole.Create(new()
        {
            Out = new AnsiConsoleOutput(context.Error),
            Ansi = AnsiSupport.Yes,
            Interactive = InteractionSupport.Yes,
        });
        write = console.WriteLine;
        try
        {
            return await console.Progress().AutoClear(true).StartAsync(bars =>
            {
                var bar = bars.AddTask(Text(), maxValue: Math.Max(1, progress().Total));
                return work(each =>
                {
                    Count(each);
                    bar.Increment(1);
                    bar.Description = Text();
                });
            });
        }
        finally
        {
            write = context.Error.WriteLine;
        }

        string Text() => Markup.Escape(progress().Line(verb, Remaining(progress())));
    }

    private void Count(ReportCase each)
    {
        if (each.Outcome == Outcome.Failed)
            Interlocked.Increment(ref failed);
        Interlocked.Increment(ref done);
    }
}
