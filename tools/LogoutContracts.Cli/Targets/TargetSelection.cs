using System.CommandLine;
using LogoutContracts.Cli.Context;
using LogoutContracts.Cli.Contracts;
using LogoutContracts.Cli.Init;
using LogoutContracts.Mocks.Plans;

namespace LogoutContracts.Cli.Targets;

/// <summary>The arguments and options of <c>verify</c> and <c>audit</c> that choose contracts, targets and credentials.</summary>
/// <param name="takesReplicas">Whether a contract can have several targets, which are replicas of one provider.</param>
internal sealed class TargetSelection(bool takesReplicas = false)
{
    private readonly TargetOptions targets = new(takesReplicas);
    private readonly Argument<string[]> contracts = ContractReader.Argument();
    private readonly ReleaseOption releases = new(ReleaseOption.OfTarget);
    private readonly SpecOptions specs = new();
    private readonly AccountOptions accounts = new();
    private readonly ClientOptions clients = new();
    private readonly ClientCertificateOptions certificates = new();
    private readonly Option<bool> yes = new("--yes") { Description = "Allow the run to end sessions on other machines" };

    public Argument Contracts => contracts;

    public IEnumerable<Option> Targets => targets.All;

    public IEnumerable<Option> Details => [releases.Option, .. specs.All, .. accounts.All, .. clients.All, .. certificates.All];

    public Option Yes => yes;

    /// <summary>Whether the command line has a target.</summary>
    public bool HasTarget(ParseResult parsed) => targets.IsAsked(parsed);

    /// <summary>Whether <c>--yes</c> is given.</summary>
    public bool IsConfirmed(ParseResult parsed) => parsed.GetValue(yes);

    /// <summary>The selected contracts, without a target.</summary>
    /// <exception cref="UserErrorException">A contract or release is unknown, or a spec has problems.</exception>
    public IReadOnlyList<MockPlan> Plans(CommandContext context, ParseResult parsed) => Plans(context, parsed, Ids(context, parsed));

    /// <exception cref="UserErrorException">There is no target, or an option is invalid.</exception>
    public SelectedTargets Choose(CommandContext context, ParseResult parsed)
    {
        var chosen = targets.Choose(context, parsed, Ids(context, parsed));
        var file = accounts.File(context, parsed);
        var plans = clients.In(Plans(context, parsed, [.. chosen.Contracts]), context, parsed, file);
        return new(chosen, plans, accounts.Choose(context, parsed, plans, file), certificates.Choose(context, parsed))
        {
            Login = accounts.Command(context, parsed),
        };
    }

    private string[] Named(ParseResult parsed) => parsed.GetValue(contracts) ?? [];

    private string[] Ids(CommandContext context, ParseResult parsed) =>
        Named(parsed) is var named && specs.IsFile(context, parsed, named) ? [] : named;

    private IReadOnlyList<MockPlan> Plans(CommandContext context, ParseResult parsed, string[] asked)
    {
        var named = asked.Length == 0 ? Named(parsed) : asked;
        var files = specs.Choose(context, parsed, named, load: PlainFiles.LoadOrRefuse).All();
        var read = ContractReader.Read(context, files, asked);
        return ContractReader.Plan(read, releases.Choose(parsed, read, ContractReader.Ids(context, files)));
    }
}
