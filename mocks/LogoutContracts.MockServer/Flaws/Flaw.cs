using LogoutContracts.Mocks.Plans;

namespace LogoutContracts.MockServer.Flaws;

/// <summary>One way to get ending a session wrong, for a mock to have on purpose: so that whoever checks logouts can see that the check finds it.</summary>
public sealed class Flaw
{
    private readonly Func<FlawAct> begin;
    private readonly Func<MockPlan, bool> shows;

    /// <param name="begin">Makes what answers in the place of a sound mock; asked once a mock, so that it can remember.</param>
    /// <param name="shows">Null: on every contract that ends sessions.</param>
    private Flaw(string name, string check, string on, string summary, Func<FlawAct> begin, Func<MockPlan, bool>? shows)
    {
        Name = name;
        Check = check;
        On = on;
        Summary = summary;
        this.begin = begin;
        this.shows = shows ?? (static _ => true);
    }

    /// <summary>As it is asked for, such as "token-survives".</summary>
    public string Name { get; }

    /// <summary>What the provider does, in a sentence.</summary>
    public string Summary { get; }

    /// <summary>Id of the check of a logout that finds it, such as "T1".</summary>
    public string Check { get; }

    /// <summary>A contract on which it shows, such as "rocketchat", or "crafter=3.1.10" where it takes a release.</summary>
    public string On { get; }

    /// <summary>Whether the contract has what the flaw gets wrong.</summary>
    public bool ShowsOn(MockPlan plan) => shows(plan);

    public override string ToString() => Name;

    internal FlawAct Begin() => begin();

    /// <summary>A flaw that remembers nothing.</summary>
    internal static Flaw Of(string name, string check, string on, string summary, FlawAct act, Func<MockPlan, bool>? shows = null) => new(name, check, on, summary, () => act, shows);

    internal static Flaw Remembering(string name, string check, string on, string summary, Func<FlawAct> begin, Func<MockPlan, bool>? shows = null) => new(name, check, on, summary, begin, shows);
}

/// <summary>Answers a call in the place of a sound mock.</summary>
/// <param name="answer">Has the sound mock answer, once.</param>
internal delegate Task FlawAct(FlawedCall call, Func<Task> answer);
