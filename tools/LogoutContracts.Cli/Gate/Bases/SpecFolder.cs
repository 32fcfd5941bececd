using LogoutContracts.Cli.Context;
using LogoutContracts.Cli.Contracts;
using LogoutContracts.Cli.Git;
using LogoutContracts.Cli.Inspect;
using LogoutContracts.Mocks.Plans;
using LogoutContracts.Specs;
using LogoutContracts.Specs.Diagnostics;

namespace LogoutContracts.Cli.Gate.Bases;

/// <summary>A value of <c>--specs</c>, with the specs in it.</summary>
/// <param name="Path">The full path.</param>
/// <param name="Lint">What <c>lint</c> finds, in the order of the specs.</param>
internal sealed record SpecFolder(string Path, IReadOnlyList<SpecVersion> Specs, IReadOnlyList<LintFinding> Lint)
{
    /// <summary>Whether all specs are valid.</summary>
    public bool IsValid => Specs.All(version => version.Plan.Value is not null);

    /// <exception cref="UserErrorException">The path does not exist, has no specs, or cannot be read.</exception>
    public static SpecFolder Read(CommandContext context, string path)
    {
        if (GitSource.IsOne(path))
            throw BaseErrors.NotOnDisk(path);
        var specs = Repository.LoadAsked(context, path);
        var lint = SpecLinter.Of(specs, spec => SpecLinter.FolderOf(context, spec));
        return new(context.Full(path), [.. specs.Zip(lint, Version)], lint);

        SpecVersion Version(SpecFiles files, LintFinding finding) => new(
            finding.Plan?.Contract.Id ?? ContractReader.IdOf(context, files), files,
            finding.Plan is { } plan ? Parsed<MockPlan>.Of(plan) : Parsed<MockPlan>.Failed(finding.Problems));
    }
}
