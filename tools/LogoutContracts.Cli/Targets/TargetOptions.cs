using System.CommandLine;
using LogoutContracts.Cli.Context;
using LogoutContracts.Verification.Running;

namespace LogoutContracts.Cli.Targets;

/// <summary>The options that choose the target.</summary>
internal sealed class TargetOptions
{
    private readonly bool takesReplicas;
    private readonly Option<string[]> targets;

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

    /// <param name="takesReplicas">Whether a contract can have several targets, which are replicas of one provider.</param>
    public TargetOptions(bool takesReplicas)
    {
        this.takesReplicas = takesReplicas;
        targets = new("--target")
        {
            HelpName = "URL",
            Description = takesReplicas
                ? "Base URL of the provider; CONTRACT=URL for each of several contracts; repeat it for replicas that share sessions"
                : "Base URL of the provider; CONTRACT=URL for each of several",
            Arity = ArgumentArity.OneOrMore,
        };
        kind.AcceptOnlyFromAmong("live", "mock", "stubs");
    }

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
        if (named.Exists(target => target.Contract is null) && ((named.Count > 1 && !takesReplicas) || asked.Length != 1))
            throw TargetErrors.TargetOfWhich();
        var all = named.ToLookup(target => target.Contract ?? asked[0], target => target.Url, StringComparer.Ordinal);
        foreach (var contract in all)
            Check(contract.Key, [.. contract]);
        var places = all.ToDictionary(contract => contract.Key, contract => contract.First(), StringComparer.Ordinal);

        if (places.Count > 0 && asked.FirstOrDefault(contract => !places.ContainsKey(contract)) is { } without)
            throw TargetErrors.ContractWithoutTarget(without);
        var chosen = parsed.GetValue(kind) switch
        {
            "stubs" => TargetKind.Stubs,
            "mock" => TargetKind.Mock,
            null when isMock || adminUrl is not null => TargetKind.Mock,
            _ => TargetKind.Live,
        };
        var replicas = all.SelectMany(contract => contract.Skip(1), (contract, replica) => (contract.Key, replica))
            .ToLookup(each => each.Key, each => each.replica, StringComparer.Ordinal);
        return new(context, chosen, places.Count > 0 ? [.. places.Keys] : asked, places, replicas, adminUrl);
    }

    private void Check(string contract, List<Uri> urls)
    {
        if (urls.Count > 1 && !takesReplicas)
            throw TargetErrors.TwoTargets(contract);
        var counts = urls.CountBy(url => url.AbsoluteUri.TrimEnd('/'), StringComparer.Ordinal);
        if (counts.FirstOrDefault(each => each.Value > 1).Key is { } twice)
            throw TargetErrors.SameTarget(new(twice));
    }
}
