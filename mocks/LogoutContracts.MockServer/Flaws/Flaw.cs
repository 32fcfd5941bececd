using LogoutContracts.Mocks.Plans;

namespace LogoutContracts.MockServer.Flaws;

/// <summary>A logout bug that a mock simulates on purpose, to show that a check finds it.</summary>
public sealed class Flaw
{
    private readonly Func<FlawAct> begin;
    private readonly Func<MockPlan, bool> shows;

    /// <param name="begin">Creates the flaw's behaviour; called once per mock, so that it can keep state.</param>
    /// <param name="shows">Null if it shows on every contract.</param>
    private Flaw(
        string name, string check, string on, string summary, Func<FlawAct> begin, Func<MockPlan, bool>? shows, bool isOfReplicas = false)
    {
        IsOfReplicas = isOfReplicas;
        Name = name;
        Check = check;
        On = on;
        Summary = summary;
        this.begin = begin;
        this.shows = shows ?? (static _ => true);
    }

    /// <summary>Its name on the command line, such as "token-survives".</summary>
    public string Name { get; }

    /// <summary>What the provider does wrong, in a sentence.</summary>
    public string Summary { get; }

    /// <summary>Id of the check that finds it, such as "T1".</summary>
    public string Check { get; }

    /// <summary>A contract on which it shows, such as "rocketchat", or "crafter=3.1.10" if it needs a release.</summary>
    public string On { get; }

    /// <summary>
    /// Whether the flaw shows only if several servers share sessions: see <see cref="LogoutMockServer.StartReplicaAsync"/>.
    /// </summary>
    public bool IsOfReplicas { get; }

    /// <summary>Whether the flaw affects the contract.</summary>
    public bool ShowsOn(MockPlan plan) => shows(plan);

    public override string ToString() => Name;

    internal FlawAct Begin() => begin();

    /// <summary>A flaw without state.</summary>
    internal static Flaw Of(string name, string check, string on, string summary, FlawAct act, Func<MockPlan, bool>? shows = null) =>
        new(name, check, on, summary, () => act, shows);

    /// <summary>A flaw with state, which <paramref name="begin"/> creates for each mock.</summary>
    internal static Flaw Remembering(
        string name, string check, string on, string summary, Func<FlawAct> begin, Func<MockPlan, bool>? shows = null) =>
        new(name, check, on, summary, begin, shows);

    /// <summary>A flaw of servers that share sessions, with state, which <paramref name="begin"/> creates for each of them.</summary>
    internal static Flaw OfReplicas(string name, string check, string on, string summary, Func<FlawAct> begin) =>
        new(name, check, on, summary, begin, null, isOfReplicas: true);
}

/// <summary>Answers a request in place of the correct mock.</summary>
/// <param name="answer">Lets the correct mock answer; call it at most once.</param>
internal delegate Task FlawAct(FlawedCall call, Func<Task> answer);
