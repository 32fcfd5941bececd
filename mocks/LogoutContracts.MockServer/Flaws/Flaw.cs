using LogoutContracts.Mocks.Plans;

namespace LogoutContracts.MockServer.Flaws;

/// <summary>A mistake that a mock makes on purpose, so that you can see that the audit finds it.</summary>
public sealed class Flaw
{
    private readonly Func<FlawAct> begin;
    private readonly Func<MockPlan, bool> shows;

    /// <param name="begin">Creates what answers instead of a sound mock; called once per mock, so that it can keep state.</param>
    /// <param name="shows">On which contracts; null: on every one that ends sessions.</param>
    private Flaw(string name, string check, string on, string summary, Func<FlawAct> begin, Func<MockPlan, bool>? shows)
    {
        Name = name;
        Check = check;
        On = on;
        Summary = summary;
        this.begin = begin;
        this.shows = shows ?? (static _ => true);
    }

    /// <summary>For the command line, such as "token-survives".</summary>
    public string Name { get; }

    /// <summary>What the mock does, in a sentence.</summary>
    public string Summary { get; }

    /// <summary>Id of the check that finds it, such as "T1".</summary>
    public string Check { get; }

    /// <summary>A contract on which it shows, such as "rocketchat", or "crafter=3.1.10" if it needs a release.</summary>
    public string On { get; }

    /// <summary>Whether the contract has what the flaw gets wrong.</summary>
    public bool ShowsOn(MockPlan plan) => shows(plan);

    public override string ToString() => Name;

    internal FlawAct Begin() => begin();

    /// <summary>A flaw without state.</summary>
    internal static Flaw Of(string name, string check, string on, string summary, FlawAct act, Func<MockPlan, bool>? shows = null) => new(name, check, on, summary, () => act, shows);

    internal static Flaw Remembering(string name, string check, string on, string summary, Func<FlawAct> begin, Func<MockPlan, bool>? shows = null) => new(name, check, on, summary, begin, shows);
}

/// <summary>Answers a call instead of a sound mock.</summary>
/// <param name="answer">Makes the sound mock answer; call it once at most.</param>
internal delegate Task FlawAct(FlawedCall call, Func<Task> answer);
