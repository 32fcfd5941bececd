using System.Collections.Concurrent;
using LogoutContracts.Mocks.Mappings.Matching;
using LogoutContracts.Mocks.Mappings.Model;

namespace LogoutContracts.MockServer.Stubs;

/// <summary>The states of the scenarios: one per scenario, or one per session where the mappings say so.</summary>
internal sealed class ScenarioStates
{
    /// <summary>The number of sessions whose states are kept; the oldest are forgotten, and are in the initial state again.</summary>
    public const int MaxSessions = 100_000;

    private readonly Lock changing = new();
    private readonly ConcurrentDictionary<Key, string> states = new();
    private Queue<Key> sessions = new();

    /// <summary>Whether a mapping can answer in the present state.</summary>
    public bool Allow(MappingScenario? scenario, MappedRequest request) =>
        scenario?.Required is null || string.Equals(StateOf(scenario, request), scenario.Required, StringComparison.Ordinal);

    /// <summary>Changes the state as the mapping says.</summary>
    /// <returns>False if another request has changed the state meanwhile, so that the mapping cannot answer.</returns>
    public bool TryTake(MappingScenario? scenario, MappedRequest request)
    {
        if (scenario?.Next is not { } next)
            return true;
        if (scenario.PerSession is { } mark && mark.In(request) is null)
            return true;
        var key = KeyOf(scenario, request);
        lock (changing)
        {
            if (!Allow(scenario, request))
                return false;
            if (states.ContainsKey(key))
                states[key] = next;
            else if (next is not MappingScenario.Started)
                Add(key, next);
        }

        return true;
    }

    /// <summary>The state that a scenario has for the server; scenarios with one state per session are in their initial state.</summary>
    public string StateOf(string scenario) => states.GetValueOrDefault(new(scenario, null), MappingScenario.Started);

    /// <summary>The number of sessions that are not in the initial state.</summary>
    public int SessionsIn(string scenario) => states.Count(state => state.Key.Session is not null
        && string.Equals(state.Key.Scenario, scenario, StringComparison.Ordinal) && state.Value is not MappingScenario.Started);

    /// <summary>Puts a scenario into a state, for the server.</summary>
    public void Set(string scenario, string state)
    {
        lock (changing)
            states[new(scenario, null)] = state;
    }

    /// <summary>Puts a scenario into its initial state, for the server and for all sessions.</summary>
    public void Reset(string scenario)
    {
        lock (changing)
        {
            foreach (var key in states.Keys.Where(key => string.Equals(key.Scenario, scenario, StringComparison.Ordinal)))
                states.TryRemove(key, out _);
            sessions = new(sessions.Where(key => !string.Equals(key.Scenario, scenario, StringComparison.Ordinal)));
        }
    }

    /// <summary>Puts all scenarios into their initial states.</summary>
    public void Reset()
    {
        lock (changing)
        {
            states.Clear();
            sessions.Clear();
        }
    }

    private string StateOf(MappingScenario scenario, MappedRequest request) =>
        states.GetValueOrDefault(KeyOf(scenario, request), MappingScenario.Started);

    // Requests without a session find no state, because TryTake stores none for them.
    private static Key KeyOf(MappingScenario scenario, MappedRequest request) =>
        new(scenario.Name, scenario.PerSession is { } mark ? mark.In(request) ?? "" : null);

    private void Add(Key key, string state)
    {
        if (key.Session is not null)
        {
            sessions.Enqueue(key);
            while (sessions.Count > MaxSessions)
                states.TryRemove(sessions.Dequeue(), out _);
        }

        states[key] = state;
    }

    /// <param name="Session">Null for the state of the server.</param>
    private readonly record struct Key(string Scenario, string? Session);
}
