using System.CommandLine;
using LogoutContracts.Cli.Context;
using LogoutContracts.Mocks;
using LogoutContracts.Mocks.Plans;
using LogoutContracts.Specs;
using LogoutContracts.Specs.Diagnostics;
using LogoutContracts.Specs.Model;

namespace LogoutContracts.Cli.Contracts;

/// <summary>From names on the command line to contracts and plans.</summary>
internal static class ContractReader
{
    public static Argument<string[]> Argument() => Verb.Argument("contracts", "Contracts by id, such as rocketchat; all without any");

    /// <summary>Reads the named contracts, and no others; all, where none is named.</summary>
    /// <exception cref="UserErrorException">A name is unknown, or a spec is bad; then all is said that is wrong with any of them.</exception>
    public static IReadOnlyList<Contract> Read(CommandContext shell, IReadOnlyList<SpecFiles> specs, IReadOnlyCollection<string> asked)
    {
        var known = specs.Select(IdOf).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToList();
        if (asked.FirstOrDefault(name => !known.Contains(name, StringComparer.Ordinal)) is { } unknown)
            throw ContractErrors.UnknownContract(unknown, known);
        var chosen = specs.Where(spec => asked.Count == 0 || asked.Contains(IdOf(spec), StringComparer.Ordinal)).OrderBy(IdOf, StringComparer.Ordinal).ToList();
        var read = SpecCatalog.ReadAll(chosen).ToList();

        // Ports are a matter of who serves.
        var together = SpecSet.Check([.. chosen.Zip(read).Where(pair => pair.Second.Value is not null).Select(pair => new SpecSetMember(pair.First.Spec, pair.Second.Value!, IdOf(pair.First)))])
            .Where(problem => problem.Rule is not "duplicate-port");
        var problems = read.SelectMany(spec => spec.Value is { } contract ? MockPlanner.Plan(contract).Diagnostics : spec.Diagnostics).Concat(together).ToList();
        return problems.Count == 0 ? [.. read.Select(spec => spec.Value!)] : throw ContractErrors.BadSpecs(problems);

        string IdOf(SpecFiles spec) => ContractReader.IdOf(shell, spec);
    }

    /// <summary>The files of one contract, whether or not they are valid.</summary>
    /// <exception cref="UserErrorException">There is no such contract.</exception>
    public static SpecFiles Find(CommandContext shell, IReadOnlyList<SpecFiles> specs, string asked) =>
        specs.FirstOrDefault(spec => string.Equals(IdOf(shell, spec), asked, StringComparison.Ordinal))
            ?? throw ContractErrors.UnknownContract(asked, [.. Ids(shell, specs).Order(StringComparer.Ordinal)]);

    /// <summary>A spec's folder is named like its contract.</summary>
    public static string IdOf(CommandContext shell, SpecFiles spec) => Path.GetFileName(Path.GetDirectoryName(shell.Full(spec.Spec.Name))) ?? "";

    /// <param name="releaseOf">Null: the contract's own default.</param>
    public static IReadOnlyList<MockPlan> Plan(IEnumerable<Contract> contracts, Func<Contract, string?>? releaseOf = null) =>
        Require([.. contracts.Select(contract => MockPlanner.Plan(contract, releaseOf?.Invoke(contract)))]);

    public static IReadOnlyCollection<string> Ids(CommandContext shell, IReadOnlyList<SpecFiles> specs) => [.. specs.Select(spec => IdOf(shell, spec))];

    private static List<T> Require<T>(IReadOnlyList<Parsed<T>> parsed)
        where T : class
    {
        var problems = parsed.SelectMany(each => each.Diagnostics).ToList();
        return problems.Count == 0 ? [.. parsed.Select(each => each.Value!)] : throw ContractErrors.BadSpecs(problems);
    }
}
