using System.CommandLine;
using LogoutContracts.Cli.Context;
using LogoutContracts.Cli.Contracts;
using LogoutContracts.Mocks.Plans;

namespace LogoutContracts.Cli.Targets;

/// <summary>The arguments and options by which <c>verify</c> and <c>audit</c> select contracts, targets and credentials.</summary>
internal sealed class TargetSelection
{
    private readonly Argument<string[]> contracts = ContractReader.Argument();
    private readonly TargetOptions targets = new();
    private readonly ReleaseOption releases = new(ReleaseOption.OfTarget);
    private readonly SpecOptions specs = new();
    private readonly AccountOptions accounts = new();
    private readonly ClientCertificateOptions certificates = new();
    private readonly Option<bool> yes = new("--yes") { Description = "End sessions on a host that is not this machine" };

    public Argument Contracts => contracts;

    public IEnumerable<Option> Targets => targets.All;

    public IEnumerable<Option> Details => [releases.Option, .. specs.All, .. accounts.All, .. certificates.All];

    public Option Yes => yes;

    /// <summary>Whether the command line names a target.</summary>
    public bool HasTarget(ParseResult parsed) => targets.IsAsked(parsed);

    /// <summary>Whether the user allows sessions to be ended on other machines.</summary>
    public bool IsConfirmed(ParseResult parsed) => parsed.GetValue(yes);

    /// <summary>The selected contracts, without a target.</summary>
    /// <exception cref="UserErrorException">A contract or release is unknown, or a spec is bad.</exception>
    public IReadOnlyList<MockPlan> Plans(CommandContext shell, ParseResult parsed) => Plans(shell, parsed, Named(parsed));

    /// <exception cref="UserErrorException">No target is named, or an option is wrong.</exception>
    public SelectedTargets Choose(CommandContext shell, ParseResult parsed)
    {
        var chosen = targets.Choose(shell, parsed, Named(parsed));
        var plans = Plans(shell, parsed, chosen.Contracts);
        return new(chosen, plans, accounts.Choose(shell, parsed, plans), certificates.Choose(shell, parsed));
    }

    private string[] Named(ParseResult parsed) => parsed.GetValue(contracts) ?? [];

    private IReadOnlyList<MockPlan> Plans(CommandContext shell, ParseResult parsed, IReadOnlyCollection<string> asked)
    {
        var files = specs.Choose(shell, parsed, asked).All();
        var read = ContractReader.Read(shell, files, asked);
        return ContractReader.Plan(read, releases.Choose(parsed, read, ContractReader.Ids(shell, files)));
    }
}
