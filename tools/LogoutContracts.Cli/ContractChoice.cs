using System.CommandLine;
using LogoutContracts.Mocks;
using LogoutContracts.Specs;

namespace LogoutContracts.CommandLine;

/// <summary>From names on the command line to contracts and plans.</summary>
internal static class ContractChoice
{
    public static Argument<string[]> Argument() => Verb.Argument("contracts", "Contracts by id, such as rocketchat; all without any");

    /// <summary>Reads the named contracts, and no others; all, where none is named.</summary>
    public static IReadOnlyList<Contract> Read(IReadOnlyList<SpecFiles> specs, IReadOnlyCollection<string> asked)
    {
        var known = specs.Select(IdOf).Order(StringComparer.Ordinal).ToList();
        if (asked.FirstOrDefault(name => !known.Contains(name, StringComparer.Ordinal)) is { } unknown)
            throw Errors.UnknownContract(unknown, known);
        var chosen = specs.Where(spec => asked.Count == 0 || asked.Contains(IdOf(spec), StringComparer.Ordinal)).OrderBy(IdOf, StringComparer.Ordinal);
        return Require([.. SpecCatalog.ReadAll(chosen)]);
    }

    /// <param name="releaseOf">Null: the contract's own default.</param>
    public static IReadOnlyList<MockPlan> Plan(IEnumerable<Contract> contracts, Func<Contract, string?>? releaseOf = null) =>
        Require([.. contracts.Select(contract => MockPlanner.Plan(contract, releaseOf?.Invoke(contract)))]);

    /// <summary>A spec's folder is named like its contract.</summary>
    public static string IdOf(SpecFiles spec) => Path.GetFileName(Path.GetDirectoryName(spec.Spec.Name)) ?? "";

    private static List<T> Require<T>(IReadOnlyList<Parsed<T>> parsed)
        where T : class
    {
        var problems = parsed.SelectMany(each => each.Diagnostics).ToList();
        return problems.Count == 0 ? [.. parsed.Select(each => each.Value!)] : throw Errors.BadSpecs(problems);
    }
}
