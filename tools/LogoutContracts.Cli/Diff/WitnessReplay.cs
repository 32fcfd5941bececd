using System.Globalization;
using LogoutContracts.Cli.Context;
using LogoutContracts.Diffing.Changes;
using LogoutContracts.Mocks.Plans;
using LogoutContracts.MockServer;
using LogoutContracts.Specs.Model;
using LogoutContracts.Specs.Primitives;
using LogoutContracts.Verification.Http;

namespace LogoutContracts.Cli.Diff;

/// <summary>Sends the request of each change to two mocks, one per version.</summary>
internal static class WitnessReplay
{
    /// <summary>The same changes, with what the mocks answered.</summary>
    public static async Task<ValueList<ContractChange>> RunAsync(ValueList<ContractChange> changes)
    {
        var replayed = new Dictionary<ContractChange, Witness>(ReferenceEqualityComparer.Instance);
        var groups = changes.Where(change => change.Witness is { Obstacle.Length: 0 })
            .GroupBy(change => (change.Witness!.Old.Plan, change.Witness.New.Plan), new ByReference());
        foreach (var group in groups)
        {
            var witnesses = group.Select(change => change.Witness!).ToList();
            await using var old = await StartAsync(group.Key.Item1, witnesses.Select(witness => witness.Old));
            await using var @new = await StartAsync(group.Key.Item2, witnesses.Select(witness => witness.New));
            using var http = new RawHttpClient(keepsConnections: true);
            foreach (var change in group)
                replayed[change] = await ReplayAsync(change.Witness!, old, @new, http);
        }

        return changes.Select(change => replayed.TryGetValue(change, out var witness) ? change with { Witness = witness } : change)
            .ToValueList();
    }

    private static async Task<Witness> ReplayAsync(Witness witness, LogoutMockServer old, LogoutMockServer @new, RawHttpClient http)
    {
        var (before, oldStates) = await AnswersAsync(witness.Old, old, http);
        var (after, newStates) = await AnswersAsync(witness.New, @new, http);
        var isPredicted = before[0].Status == witness.Old.Variant.Answer?.Status && after[0].Status == witness.New.Variant.Answer?.Status;
        var differing = before.Zip(after).Index().Where(pair => Differ(pair.Item.First, pair.Item.Second)).Select(pair => pair.Index)
            .ToList();
        var (one, other) = (before[0].Status, after[0].Status);

        // No probe shows what became of a session whose credential was replaced: only the answer to its renewal had the new one.
        var states = oldStates.Where(state => newStates.TryGetValue(state.Key, out var becomes) && becomes != state.Value)
            .Select(state => (state.Value, newStates[state.Key])).ToList();
        var text = differing switch
        {
            [] when states is [var (was, becomes), ..] => $"two mocks answered {ErrorText.Number(one)}; afterwards, a credential was "
                + $"{was?.InSpecWords()} and {becomes?.InSpecWords()}",
            [] => "two mocks gave the same answers",
            [0, ..] when one != other => string.Create(CultureInfo.InvariantCulture, $"two mocks answered {one} and {other}"),
            [0, ..] => string.Create(CultureInfo.InvariantCulture, $"two mocks answered {one}, with different headers or bodies"),
            [var probe, ..] => string.Create(
                CultureInfo.InvariantCulture,
                $"two mocks answered {one}; afterwards, the probe of a session got {before[probe].Status} and {after[probe].Status}"),
        };
        return witness with { Replayed = text, IsConfirmed = isPredicted && differing.Count + states.Count > 0 };
    }

    /// <summary>The answer, then those of the probes, and the state of each credential before the probes.</summary>
    private static async Task<(List<ReceivedResponse> Answers, Dictionary<string, SessionState?> States)> AnswersAsync(
        WitnessCall call, LogoutMockServer mock, RawHttpClient http)
    {
        mock.Reset();
        foreach (var request in call.Before)
            await http.SendAsync(mock.BaseAddress, request);
        var answers = new List<ReceivedResponse> { (await http.SendAsync(mock.BaseAddress, call.Request)).Response };
        var states = call.Sessions.SelectMany(session => session.Values).Select(value => value.Value).Distinct(StringComparer.Ordinal)
            .ToDictionary(value => value, mock.Sessions.StateOf, StringComparer.Ordinal);
        foreach (var probe in call.Probes)
            answers.Add((await http.SendAsync(mock.BaseAddress, probe)).Response);
        return (answers, states);
    }

    private static bool Differ(ReceivedResponse one, ReceivedResponse other) => one.Status != other.Status
        || !string.Equals(one.Body, other.Body, StringComparison.Ordinal)
        || !Compared(one).SequenceEqual(Compared(other), StringComparer.Ordinal);

    private static IEnumerable<string> Compared(ReceivedResponse response) => response.Headers
        .Where(header => !header.Name.Equals("Date", StringComparison.OrdinalIgnoreCase))
        .Select(header => $"{header.Name.ToLowerInvariant()}: {header.Value}").Order(StringComparer.Ordinal);

    private static Task<LogoutMockServer> StartAsync(MockPlan plan, IEnumerable<WitnessCall> calls) => LogoutMockServer.StartAsync(
        [WithSessions(plan, calls.SelectMany(call => call.Sessions))],
        new MockServerOptions { PortOf = _ => 0, AdminPort = null, AppliesRateLimits = false });

    /// <summary>The plan with more seeded sessions, as if one of its variants had them.</summary>
    private static MockPlan WithSessions(MockPlan plan, IEnumerable<SeededSession> sessions)
    {
        var known = plan.Variants.Where(variant => variant.IsServed).SelectMany(variant => variant.Seeds.Sessions)
            .Where(session => session.State != SeedState.NeverOpened).Select(Key).ToHashSet(StringComparer.Ordinal);
        var more = sessions.Where(session => known.Add(Key(session))).ToList();
        var host = plan.Paths.SelectMany(path => path.Operations).SelectMany(operation => operation.Variants)
            .First(variant => variant.IsServed);
        return plan with
        {
            Paths = plan.Paths.Select(path => path with
            {
                Operations = path.Operations.Select(operation => operation with
                {
                    Variants = operation.Variants.Select(variant => ReferenceEquals(variant, host)
                        ? variant with { Seeds = variant.Seeds with { Sessions = variant.Seeds.Sessions.Concat(more).ToValueList() } }
                        : variant).ToValueList(),
                }).ToValueList(),
            }).ToValueList(),
        };

        string Key(SeededSession session) => session.Values[plan.Contract.Sessions.Key].Value;
    }

    private sealed class ByReference : IEqualityComparer<(MockPlan, MockPlan)>
    {
        public bool Equals((MockPlan, MockPlan) x, (MockPlan, MockPlan) y) =>
            ReferenceEquals(x.Item1, y.Item1) && ReferenceEquals(x.Item2, y.Item2);

        public int GetHashCode((MockPlan, MockPlan) pair) => HashCode.Combine(
            System.Runtime.CompilerServices.RuntimeHelpers.GetHashCode(pair.Item1),
            System.Runtime.CompilerServices.RuntimeHelpers.GetHashCode(pair.Item2));
    }
}
