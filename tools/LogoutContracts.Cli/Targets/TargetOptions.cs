using System.CommandLine;
using LogoutContracts.Cli.Context;
using LogoutContracts.Verification.Running;

namespace LogoutContracts.Cli.Targets;

/// <summary>The options that choose the target.</summary>
internal sealed class TargetOptions
{
    private readonly Option<string[]> targets = new("--target")
    {
        HelpName = "URL",
        Description = "Base URL of the provider; CONTRACT=URL for each of several",
        Arity = ArgumentArity.OneOrMore,
    };

    private readonly Option<bool> mock = new("--mock") { Description = "Instead of --target, start our own mocks for this run" };

    private readonly Option<string?> kind = new("--kind")
    {
        Description = "Type of the target: live is a provider, mock one of our mocks, stubs a WireMock with our stubs [default: live]",
    };

    private readonly Option<string?> admin = new("--admin")
    {
        HelpName = "URL",
        Description = "Admin port of one of our mocks, to reset it and to move its clock; without --target, also to get the base URLs",
    };

    public TargetOptions() => kind.AcceptOnlyFromAmong("live", "mock", "stubs");

    public IEnumerable<Option> All => [targets, mock, kind, admin];

    /// <summary>Whether one of these options is given.</summary>
    public bool IsAsked(ParseResult parsed) =>
        parsed.GetValue(targets) is { Length: > 0 } || parsed.GetValue(mock) || parsed.GetValue(kind) is not null
        || parsed.GetValue(admin) is not null;

    /// <param name="asked">The contracts on the command line; empty: all.</param>
    /// <exception cref="UserErrorException">There is no target, or the options contradict each other.</exception>
    public ChosenTargets Choose(CommandContext context, ParseResult parsed, string[] asked)
    {
        var named = (parsed.GetValue(targets) ?? []).Select(NamedTarget.Parse).ToList();
        var adminUrl = parsed.GetValue(admin) is { } url ? NamedTarget.BaseUrl("--admin", url) : null;
        var isMock = parsed.GetValue(mock);
        if (isMock && (named.Count > 0 || adminUrl is not null || parsed.GetValue(kind) is not null))
            throw TargetErrors.MockAndTarget();
        if (!isMock && named.Count == 0 && adminUrl is null)
            throw TargetErrors.NoTarget();
        if (adminUrl is not null && parsed.GetValue(kind) is "live" or "stubs")
            throw TargetErrors.AdminOfOther(parsed.GetValue(kind)!);

        // A URL without a contract needs exactly one contract on the command line.
        if (named.Find(target => target.Contract is null) is not null && (named.Count > 1 || asked.Length != 1))
            throw TargetErrors.TargetOfWhich();
        var places = new Dictionary<string, Uri>(StringComparer.Ordinal);
        foreach (var target in named)
        {
            if (!places.TryAdd(target.Contract ?? asked[0], target.Url))
                throw TargetErrors.TwoTargets(target.Contract ?? asked[0]);
        }

        if (places.Count > 0 && asked.FirstOrDefault(contract => !places.ContainsKey(contract)) is { } without)
            throw TargetErrors.ContractWithoutTarget(without);
        var chosen = parsed.GetValue(kind) switch
        {
            "stubs" => TargetKind.Stubs,
            "mock" => TargetKind.Mock,
            null when isMock || adminUrl is not null => TargetKind.Mock,
            _ => TargetKind.Live,
        };
        return new(context, chosen, places.Count > 0 ? [.. places.Keys] : asked, places, adminUrl);
    }
}
