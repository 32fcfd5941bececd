using System.CommandLine;
using LogoutContracts.Cli.Context;
using LogoutContracts.Mocks.Plans;
using LogoutContracts.MockServer;
using LogoutContracts.MockServer.Flaws;

namespace LogoutContracts.Cli.Options;

/// <summary>The option <c>--flaw</c> of verbs that start mocks: deliberate flaws of the mock.</summary>
internal sealed class FlawOption
{
    private readonly Option<string[]> flaws = new("--flaw")
    {
        HelpName = "NAME",
        Description = $"Give the mock a deliberate flaw, which 'audit' should find; repeatable. See '{ProgramInfo.Name} list --flaws'",
    };

    public Option Option => flaws;

    /// <param name="startsReplicas">Whether the verb starts several servers that share sessions if a flaw needs them.</param>
    /// <exception cref="UserErrorException">A flaw is unknown, or has no effect on any of the contracts.</exception>
    public IReadOnlyList<Flaw> Choose(ParseResult parsed, IReadOnlyList<MockPlan> plans, bool startsReplicas)
    {
        var chosen = (parsed.GetValue(flaws) ?? []).Select(Find).Distinct().ToList();
        if (!startsReplicas && chosen.Find(flaw => flaw.IsOfReplicas) is { } ofReplicas)
            throw FlawErrors.FlawOfReplicas(ofReplicas);
        return chosen.Find(flaw => !plans.Any(flaw.ShowsOn)) is { } hidden ? throw FlawErrors.FlawShowsNowhere(hidden) : chosen;
    }

    private static Flaw Find(string name) =>
        FlawCatalog.Find(name) ?? throw FlawErrors.UnknownFlaw(name, [.. FlawCatalog.All.Select(flaw => flaw.Name)]);
}
