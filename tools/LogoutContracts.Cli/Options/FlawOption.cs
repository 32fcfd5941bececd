using System.CommandLine;
using LogoutContracts.Cli.Context;
using LogoutContracts.MockServer;
using LogoutContracts.MockServer.Flaws;
using LogoutContracts.Mocks.Plans;

namespace LogoutContracts.Cli.Options;

/// <summary>The option <c>--flaw</c> of the verbs that start mocks: what these get wrong on purpose.</summary>
internal sealed class FlawOption
{
    private readonly Option<string[]> flaws = new("--flaw")
    {
        HelpName = "NAME",
        Description = $"Get this wrong on purpose, so that 'audit' can be seen to find it; repeatable. '{ProgramInfo.Name} list --flaws' says what there is",
    };

    public Option Option => flaws;

    /// <exception cref="UserErrorException">A flaw is unknown, or none of the contracts has what it gets wrong.</exception>
    public IReadOnlyList<Flaw> Choose(ParseResult parsed, IReadOnlyList<MockPlan> plans)
    {
        var chosen = (parsed.GetValue(flaws) ?? []).Select(name => FlawCatalog.Find(name) ?? throw FlawErrors.UnknownFlaw(name, [.. FlawCatalog.All.Select(flaw => flaw.Name)])).Distinct().ToList();
        return chosen.Find(flaw => !plans.Any(flaw.ShowsOn)) is { } hidden ? throw FlawErrors.FlawShowsNowhere(hidden) : chosen;
    }
}
