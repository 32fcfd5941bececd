using LogoutContracts.Cli.Context;
using LogoutContracts.Cli.Contracts;
using LogoutContracts.Mocks;
using LogoutContracts.Mocks.Plans;
using LogoutContracts.Specs;
using LogoutContracts.Specs.Diagnostics;

namespace LogoutContracts.Cli.Gate.Bases;

/// <summary>One version of a contract.</summary>
/// <param name="Id">The id of the contract; the name of its folder if the spec is invalid.</param>
internal sealed record SpecVersion(string Id, SpecFiles Files, Parsed<MockPlan> Plan)
{
    /// <summary>Reads and plans specs.</summary>
    public static IReadOnlyList<SpecVersion> AllOf(CommandContext context, IReadOnlyList<SpecFiles> specs)
    {
        return [.. specs.Zip(SpecCatalog.ReadAll(specs), Of)];

        SpecVersion Of(SpecFiles files, Parsed<Specs.Model.Contract> read) => new(
            read.Value?.Id ?? ContractReader.IdOf(context, files), files,
            read.Value is { } contract ? MockPlanner.Plan(contract) : Parsed<MockPlan>.Failed(read.Diagnostics));
    }
}

/// <summary>A contract at the base and in the working folder.</summary>
/// <param name="Old">Null if the contract is new.</param>
/// <param name="New">Null if the contract is gone.</param>
internal sealed record ContractVersions(string Id, SpecVersion? Old, SpecVersion? New);
