using System.CommandLine;
using LogoutContracts.Cli.Context;
using LogoutContracts.Verification.Running;

namespace LogoutContracts.Cli.Targets;

/// <summary>The options that say what is verified, and how it can be steered.</summary>
internal sealed class TargetOptions
{
    private readonly Option<string[]> targets = new("--target") { HelpName = "URL", Description = "Base URL of the provider; 'contract=URL' for each of several", Arity = ArgumentArity.OneOrMore };
    private readonly Option<bool> mock = new("--mock") { Description = "Instead of --target: our own mocks, started for the run" };
    private readonly Option<string?> kind = new("--kind") { Description = "What the target is: a provider; one of our mocks, started elsewhere; or a WireMock with our stubs (live by default)" };
    private readonly Option<string?> admin = new("--admin") { HelpName = "URL", Description = "Admin port of a running mock of ours: it is reset before the run, its clock is moved, and without --target it says where the contracts are served" };

    public TargetOptions() => kind.AcceptOnlyFromAmong("live", "mock", "stubs");

    public IEnumerable<Option> All => [targets, mock, kind, admin];

    /// <summary>Whether a target is named in any way.</summary>
    public bool IsAsked(ParseResult parsed) => parsed.GetValue(targets) is { Length: > 0 } || parsed.GetValue(mock) || parsed.GetValue(kind) is not null || parsed.GetValue(admin) is not null;

    /// <param name="asked">Contracts as named on the command line; empty: all that there are.</param>
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

        // One URL without a contract is for the one contract that is named.
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
        var chosen = parsed.GetValue(kind) switch { "stubs" => TargetKind.Stubs, "mock" => TargetKind.Mock, null when isMock || adminUrl is not null => TargetKind.Mock, _ => TargetKind.Live };
        return new(context, chosen, places.Count > 0 ? [.. places.Keys] : asked, places, adminUrl);
    }
}
