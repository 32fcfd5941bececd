using System.Collections.Concurrent;
using System.Globalization;
using FsCheck;
using FsCheck.Fluent;
using LogoutContracts.MockServer.Clock;
using LogoutContracts.MockServer.Flaws;
using LogoutContracts.MockServer.Flaws.Tokens;
using LogoutContracts.Tests.Support;
using Microsoft.FSharp.Core;

namespace LogoutContracts.Tests.MockServer.Sequences;

/// <summary>Random sequences of several users are explained by some order of their steps, in a model that knows no concurrency.</summary>
[NonParallelizable]
public sealed class ConcurrentUsers
{
    private const ulong Seed = 20261129;

    /// <summary>How often a smaller sequence is tried before it counts as harmless, because a race does not show every time.</summary>
    private const int Tries = 40;

    /// <summary>The planted races wait for each other, so they show nearly every time.</summary>
    private const int TriesOfPlanted = 3;

    // Each logout that meets no other request waits as long. No other test runs at the same time.
    private static readonly TimeSpan Crossing = TimeSpan.FromMilliseconds(40);

    // Shorter, because most logouts meet no probe.
    private static readonly TimeSpan Probing = TimeSpan.FromMilliseconds(12);

    // Another number is for longer runs by hand.
    private static readonly int Sequences = int.Parse(
        Environment.GetEnvironmentVariable("LOGOUT_CONTRACTS_SEQUENCES") ?? "3400", CultureInfo.InvariantCulture);

    [TestCase("edin")]
    [TestCase("laravel")]
    [TestCase("rocketchat")]
    public async Task Every_sequence_has_an_order_that_explains_it(string contract)
    {
        await using var mock = await RunningMock.StartAsync(Plans.Of(contract), new ManualClock());
        var seed = ulong.Parse(Environment.GetEnvironmentVariable("LOGOUT_CONTRACTS_SEED") ?? Seed.ToString(CultureInfo.InvariantCulture),
            CultureInfo.InvariantCulture);

        var smallest = Refute(mock, Sequences, seed, Tries, out var events);

        smallest?.ToString().Should().BeNull("seed {0}: {1}", seed, string.Join("; ", events));
    }

    [Test]
    public async Task A_race_of_two_logouts_is_found_and_made_small()
    {
        await using var mock = await RunningMock.StartAsync(
            Plans.Of("laravel"), new ManualClock(), flaws: [ConcurrentLogout.Surviving(Crossing)]);

        var smallest = Refute(mock, 200, Seed, TriesOfPlanted, out _)!;

        smallest.Length.Should().BeLessThanOrEqualTo(5, smallest.ToString());
        smallest.Together.SelectMany(steps => steps).Count(step => step.Kind == StepKind.Logout).Should().Be(2, smallest.ToString());
    }

    [Test]
    public async Task A_race_of_a_logout_and_a_probe_is_found_and_made_small()
    {
        await using var mock = await RunningMock.StartAsync(Plans.Of("rocketchat"), new ManualClock(), flaws: [RevivedByProbe()]);

        var smallest = Refute(mock, 200, Seed, TriesOfPlanted, out _)!;

        smallest.Length.Should().BeLessThanOrEqualTo(5, smallest.ToString());
        smallest.Together.SelectMany(steps => steps).Should().Contain(step => step.Kind == StepKind.Probe, smallest.ToString());
    }

    /// <returns>The smallest sequence found that no order explains; null if there is none.</returns>
    private static Sequence? Refute(RunningMock mock, int sequences, ulong seed, int tries, out IReadOnlyList<Event> events)
    {
        var idleLimit = mock.Plan.Contract.Sessions.IdleTimeout is null ? (int?)null : 1;
        var (smallest, unexplained) = ((Sequence?)null, (IReadOnlyList<Event>)[]);
        var replay = FSharpOption<Replay>.Some(new(new(seed), null));
        var config = Config.Quick.WithMaxTest(sequences).WithReplay(replay).WithRunner(new SilentRunner());
        Prop.ForAll(SequenceGen.Of(mock.Plan.Contract.Id is "rocketchat"), IsExplained).Check(config);
        events = unexplained;
        return smallest;

        bool IsExplained(Sequence sequence)
        {
            for (var i = 0; i < (smallest is null ? 1 : tries); i++)
            {
                var seen = SequenceRun.EventsOfAsync(mock, sequence).GetAwaiter().GetResult();
                if (Linearizability.Holds(SessionsModel.Empty(idleLimit), seen))
                    continue;
                (smallest, unexplained) = (sequence, seen);
                return false;
            }

            return true;
        }
    }

    /// <summary>A logout waits for a probe, and a probe in the meantime makes the session active again.</summary>
    private static Flaw RevivedByProbe() => Flaw.Remembering("revived-by-probe", "T1", "rocketchat", "", static () =>
    {
        var ending = new ConcurrentDictionary<string, TaskCompletionSource>(StringComparer.Ordinal);
        return async (call, answer) =>
        {
            if (!call.IsLogout || call.Token is not { } token)
            {
                await answer();
                if (call.Token is { } probed && ending.TryGetValue(probed, out var logout))
                    logout.TrySetResult();
                return;
            }

            var isProbed = ending.GetOrAdd(token, static _ => new(TaskCreationOptions.RunContinuationsAsynchronously)).Task;
            await Task.WhenAny(isProbed, Task.Delay(Probing));
            await answer();
            if (ending.TryRemove(token, out _) && isProbed.IsCompleted && call.IsCallerEnded)
                call.Table.Revive(call.Caller!);
        };
    });
}
