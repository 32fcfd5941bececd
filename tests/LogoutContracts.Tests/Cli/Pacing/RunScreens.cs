using LogoutContracts.Cli.Context;
using LogoutContracts.Cli.Pacing;
using LogoutContracts.Verification.Http.Pacing;
using LogoutContracts.Verification.Results;
using Microsoft.Extensions.Time.Testing;

namespace LogoutContracts.Tests.Cli.Pacing;

/// <summary>Without a terminal, a run that takes long says every ten seconds how far it has come.</summary>
public sealed class RunScreens
{
    private readonly FakeTimeProvider clock = new();

    [Test]
    public async Task A_line_every_ten_seconds_has_counts_and_the_time_left()
    {
        var lines = await LinesOfAsync(null, expected: 0, finish =>
        {
            clock.Advance(TimeSpan.FromSeconds(10));
            finish(Outcome.Passed);
            finish(Outcome.Failed);
            clock.Advance(TimeSpan.FromSeconds(10));
            finish(Outcome.Passed);
            finish(Outcome.Inconclusive);
            clock.Advance(TimeSpan.FromSeconds(9));
        });

        lines.Should().Equal("verified 0 of 4, 0 failed", "verified 2 of 4, 1 failed, about 20 s left");
    }

    [Test]
    public async Task With_a_rate_the_time_left_comes_from_the_requests()
    {
        var lines = await LinesOfAsync(new(1, TimeSpan.FromSeconds(1)), expected: 40, finish =>
        {
            finish(Outcome.Passed);
            clock.Advance(TimeSpan.FromSeconds(10));
        });

        lines.Should().Equal("verified 1 of 4, 0 failed, about 30 requests left (29 s)");
    }

    [Test]
    public async Task A_run_that_is_over_soon_says_nothing() =>
        (await LinesOfAsync(null, expected: 0, finish => finish(Outcome.Passed))).Should().BeEmpty();

    private async Task<string[]> LinesOfAsync(RequestRate? rate, int expected, Action<Action<Outcome>> run)
    {
        using var error = new StringWriter();
        var context = new CommandContext(TextWriter.Null, error, () => default, ".", 80, () => []) { Clock = clock };
        var screen = new RunScreen(context, "verified", rate) { Expected = expected, Sent = () => 10 };
        await screen.WatchAsync(4, onCase =>
        {
            run(outcome => onCase(new("a", ReportRule.Variant, "", outcome, "", new("", 1, 1), TimeSpan.Zero, [], [])));
            return Task.FromResult(0);
        });

        // After the run, the clock moves on.
        clock.Advance(TimeSpan.FromMinutes(1));
        return error.ToString().ReplaceLineEndings("\n").Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }
}
