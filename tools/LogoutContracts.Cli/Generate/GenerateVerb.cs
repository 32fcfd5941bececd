using System.CommandLine;
using System.Globalization;
using LogoutContracts.Cli.Context;
using LogoutContracts.Cli.Contracts;
using LogoutContracts.Mocks.Plans;
using LogoutContracts.Mocks.Stubs;

namespace LogoutContracts.Cli.Generate;

/// <summary><c>generate</c>: writes all that is generated, or says what of it is not fresh.</summary>
internal static class GenerateVerb
{
    public static Command Create(CommandContext shell)
    {
        var check = new Option<bool>("--check") { Description = "Write nothing; name each file that is stale, missing or left over, and exit with 1 if there is one" };
        var output = new Option<string?>("--output") { HelpName = "DIR", Description = "Folder for the stubs, one folder a contract in it; without it, the repository's mocks and docs/contracts.md" };
        var overlays = SpecOptions.OverlayOption();
        var verb = new Verb(
            "generate", "Write the stubs of all contracts, for WireMock.Net and for WireMock, and the tables in docs/contracts.md.",
            "generate", "generate --check", "generate --output stubs", "generate --output stubs --overlay fix.overlay.yaml")
        {
            check, output, overlays,
        };
        verb.SetAction(parsed => Generate(shell, parsed.GetValue(check), parsed.GetValue(output), new(shell, parsed.GetValue(overlays) ?? [], [])));
        return verb;
    }

    private static int Generate(CommandContext shell, bool check, string? output, OverlayFiles overlays)
    {
        // The repository's stubs are those of the specs alone.
        if (overlays.Any && output is null)
            throw CommonErrors.All([CommonErrors.OptionNeeds("--overlay", "--output")]);
        var repository = output is null ? Repository.Find(shell.Directory) ?? throw GenerateErrors.NoRepository(shell.Directory) : null;
        var root = output is null ? repository!.Mocks : shell.Full(output);
        var plans = ContractReader.Plan(ContractReader.Read(shell, overlays.AddTo(Repository.SpecsOf(shell)), []));
        try
        {
            var folder = new GeneratedFolder(root);
            var wanted = Wanted(plans);
            var changes = folder.Compare(wanted);
            var page = repository is not null && File.Exists(repository.Tables)
                ? new TablesPage(repository.Tables, shell.Shown(repository.Tables), plans) : null;
            if (check)
            {
                var differing = changes.Select(change => change with { Path = shell.Shown(folder.PathOf(change.Path)) });
                return Check(shell, [.. differing, .. page is { IsFresh: false } ? [new FileChange(ChangeKind.Stale, page.Shown)] : Array.Empty<FileChange>()], wanted.Count, output);
            }

            folder.Apply(changes, wanted);
            page?.Renew();
            Report(shell, wanted, changes, page);
            return ExitCodes.Fine;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw CommonErrors.File(shell.Shown(root), e);
        }
    }

    private static SortedDictionary<string, string> Wanted(IEnumerable<MockPlan> plans)
    {
        var wanted = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var plan in plans)
        {
            foreach (var file in GeneratedFiles.Of(plan))
                wanted.Add($"{plan.Contract.Id}/{file.Path}", file.Text);
        }

        return wanted;
    }

    private static int Check(CommandContext shell, IReadOnlyList<FileChange> changes, int wanted, string? output)
    {
        foreach (var change in changes)
            shell.Out.WriteLine($"{Word(change.Kind),-9} {change.Path}");
        if (changes.Count == 0)
        {
            shell.Out.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{wanted} files, all as generated"));
            return ExitCodes.Fine;
        }

        shell.Error.WriteLine(GenerateErrors.NotFresh(changes.Count, output is null ? "dotnet run --project tools/LogoutContracts.Cli -- generate" : $"{ProgramInfo.Name} generate --output {output}"));
        return ExitCodes.ContractDoesNotHold;
    }

    private static void Report(CommandContext shell, SortedDictionary<string, string> wanted, IReadOnlyList<FileChange> changes, TablesPage? page)
    {
        foreach (var contract in wanted.Keys.Concat(changes.Select(change => change.Path)).Select(Contract).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal))
        {
            var (written, changed, removed) = (Count(ChangeKind.Missing), Count(ChangeKind.Stale), Count(ChangeKind.LeftOver));
            var unchanged = wanted.Keys.Count(path => string.Equals(Contract(path), contract, StringComparison.Ordinal)) - written - changed;
            shell.Out.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{contract}: {written} written, {changed} changed, {removed} removed, {unchanged} unchanged"));

            int Count(ChangeKind kind) => changes.Count(change => change.Kind == kind && string.Equals(Contract(change.Path), contract, StringComparison.Ordinal));
        }

        if (page is not null)
            shell.Out.WriteLine($"{page.Shown}: {(page.IsFresh ? "unchanged" : "changed")}");

        static string Contract(string path) => path.Split('/')[0];
    }

    private static string Word(ChangeKind kind) => kind switch
    {
        ChangeKind.Missing => "missing",
        ChangeKind.Stale => "stale",
        _ => "left over",
    };
}
