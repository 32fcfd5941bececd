using System.CommandLine;
using LogoutContracts.Cli.Context;
using LogoutContracts.Mocks;
using LogoutContracts.Mocks.Plans;
using LogoutContracts.Specs;
using LogoutContracts.Specs.Diagnostics;
using LogoutContracts.Specs.Model;

namespace LogoutContracts.Cli.Contracts;

/// <summary>Reads the contracts that the command line selects.</summary>
internal static class ContractReader
{
    public static Argument<string[]> Argument() =>
        Verb.Argument("contracts", "Contract ids, such as rocketchat, or a spec file; default: all contracts");

    /// <summary>Reads the named contracts only, or all if none is named.</summary>
    /// <exception cref="UserErrorException">A name is unknown, or specs have problems, all of which are reported.</exception>
    public static IReadOnlyList<Contract> Read(CommandContext context, IReadOnlyList<SpecFiles> specs, IReadOnlyCollection<string> asked)
    {
        var known = specs.Select(IdOf).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToList();
        if (asked.FirstOrDefault(name => !known.Contains(name, StringComparer.Ordinal)) is { } unknown)
            throw ContractErrors.UnknownContract(unknown, known);
        var chosen = specs.Where(spec => asked.Count == 0 || asked.Contains(IdOf(spec), StringComparer.Ordinal))
            .OrderBy(IdOf, StringComparer.Ordinal).ToList();
        var read = SpecCatalog.ReadAll(chosen).ToList();

        // Only 'serve' needs distinct ports, and it checks them itself.
        var members = chosen.Zip(read).Where(pair => pair.Second.Value is not null)
            .Select(pair => new SpecSetMember(pair.First.Spec, pair.Second.Value!, IdOf(pair.First)));
        var together = SpecSet.Check([.. members]).Where(problem => problem.Rule is not "duplicate-port");
        var problems = read.SelectMany(spec => spec.Value is { } contract ? MockPlanner.Plan(contract).Diagnostics : spec.Diagnostics)
            .Concat(together).ToList();
        return problems.Count == 0 ? [.. read.Select(spec => spec.Value!)] : throw ContractErrors.BadSpecs(problems);

        string IdOf(SpecFiles spec) => ContractReader.IdOf(context, spec);
    }

    /// <summary>The files of one contract, whether or not they are valid.</summary>
    /// <exception cref="UserErrorException">The contract is unknown.</exception>
    public static SpecFiles Find(CommandContext context, IReadOnlyList<SpecFiles> specs, string asked) =>
        specs.FirstOrDefault(spec => string.Equals(IdOf(context, spec), asked, StringComparison.Ordinal))
            ?? throw ContractErrors.UnknownContract(asked, [.. Ids(context, specs).Order(StringComparer.Ordinal)]);

    /// <summary>The folder of a spec has the name of its contract.</summary>
    public static string IdOf(CommandContext context, SpecFiles spec) =>
        Path.GetFileName(Path.GetDirectoryName(context.Full(spec.Spec.Name))) ?? "";

    /// <param name="releaseOf">The release of a contract, or null for its default.</param>
    public static IReadOnlyList<MockPlan> Plan(IEnumerable<Contract> contracts, Func<Contract, string?>? releaseOf = null) =>
        Require([.. contracts.Select(contract => MockPlanner.Plan(contract, releaseOf?.Invoke(contract)))]);

    public static IReadOnlyCollection<string> Ids(CommandContext context, IReadOnlyList<SpecFiles> specs) =>
        [.. specs.Select(spec => IdOf(context, spec))];

    private static List<T> Require<T>(IReadOnlyList<Parsed<T>> parsed)
        where T : class
    {
        var problems = parsed.SelectMany(each => each.Diagnostics).ToList();
        return problems.Count == 0 ? [.. parsed.Select(each => each.Value!)] : throw ContractErrors.BadSpecs(problems);
    }
}
