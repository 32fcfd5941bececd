using System.CommandLine;
using System.Globalization;
using LogoutContracts.Cli.Context;
using LogoutContracts.Cli.Contracts;
using LogoutContracts.Cli.Init;
using LogoutContracts.Mocks.Plans;
using LogoutContracts.Mocks.Stubs;

namespace LogoutContracts.Cli.Generate;

/// <summary><c>generate</c>: writes the generated files, or reports those that are out of date.</summary>
internal static class GenerateVerb
{
    public static Command Create(CommandContext context)
    {
        var check = new Option<bool>("--check")
        {
            Description = "Write nothing; list stale, missing and left-over files, and exit with 1 if there are any",
        };
        var output = new Option<string?>("--output")
        {
            HelpName = "DIR",
            Description = "Folder for the stubs, with one folder per contract [default: mocks; the default also updates docs/contracts.md]",
        };
        var specs = new Option<string?>("--specs")
        {
            HelpName = "DIR",
            Description = "With --output: use your own contracts: a spec, its folder, or a folder with one folder per contract",
        };
        var overlays = SpecOptions.OverlayOption();
        var verb = new Verb(
            "generate", "Write the WireMock and WireMock.Net stubs of all contracts, and the tables in docs/contracts.md.",
            "generate",
            "generate --check",
            "generate --output stubs",
            "generate --output stubs --specs my-specs",
            "generate --output stubs --overlay fix.overlay.yaml")
        {
            check, output, specs, overlays,
        };
        verb.SetAction(parsed =>
        {
            var applied = new OverlayFiles(context, parsed.GetValue(overlays) ?? [], []);
            return Generate(context, parsed.GetValue(check), parsed.GetValue(output), parsed.GetValue(specs), applied);
        });
        return verb;
    }

    private static int Generate(CommandContext context, bool check, string? output, string? specs, OverlayFiles overlays)
    {
        if (output is { Length: 0 })
            throw GenerateErrors.EmptyOutput();

        // The repository's stubs are those of its specs alone.
        if (overlays.Any && output is null)
            throw CommonErrors.All([CommonErrors.OptionNeeds("--overlay", "--output")]);
        if (specs is not null && output is null)
            throw CommonErrors.All([CommonErrors.OptionNeeds("--specs", "--output")]);
        var repository = output is null
            ? Repository.Find(context.Directory) ?? throw GenerateErrors.NoRepository(context.Directory)
            : null;
        var root = output is null ? repository!.Mocks : context.Full(output);
        var read = specs is null ? Repository.SpecsOf(context) : PlainFiles.LoadOrRefuse(context, specs);
        var plans = ContractReader.Plan(ContractReader.Read(context, overlays.AddTo(read), []));
        try
        {
            var folder = new GeneratedFolder(root);
            var wanted = Wanted(plans);
            var changes = folder.Compare(wanted);
            var page = repository is not null && File.Exists(repository.Tables)
                ? new TablesPage(repository.Tables, context.Shown(repository.Tables), plans) : null;
            if (check)
            {
                var differing = changes.Select(change => change with { Path = context.Shown(folder.PathOf(change.Path)) });
                FileChange[] stalePage = page is { IsFresh: false } ? [new(ChangeKind.Stale, page.Shown)] : [];
                var temporary = (page?.LeftOver ?? []).Select(path => new FileChange(ChangeKind.Temporary, context.Shown(path)));
                return Check(context, [.. differing, .. stalePage, .. temporary], wanted.Count, output);
            }

            folder.Apply(changes, wanted);
            page?.Renew();
            Report(context, wanted, changes, page);
            return ExitCodes.Fine;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw CommonErrors.File(context.Shown(root), e);
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

    private static int Check(CommandContext context, IReadOnlyList<FileChange> changes, int wanted, string? output)
    {
        foreach (var change in changes)
            context.Out.WriteLine($"{Word(change.Kind),-9} {change.Path}");
        if (changes.Count == 0)
        {
            context.Out.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{wanted} files, all up to date"));
            return ExitCodes.Fine;
        }

        var command = output is null
            ? "dotnet run --project tools/LogoutContracts.Cli -- generate"
            : $"{ProgramInfo.Name} generate --output {output}";
        context.Error.WriteLine(GenerateErrors.NotFresh(changes.Count, command));
        return ExitCodes.ContractDoesNotHold;
    }

    private static void Report(
        CommandContext context, SortedDictionary<string, string> wanted, IReadOnlyList<FileChange> changes, TablesPage? page)
    {
        var temporary = changes.Count(change => change.Kind == ChangeKind.Temporary);
        if (temporary > 0)
            context.Out.WriteLine(string.Create(
                CultureInfo.InvariantCulture, $"{temporary} temporary files of an interrupted run removed"));
        var generated = changes.Where(change => change.Kind != ChangeKind.Temporary).Select(change => change.Path);
        var contracts = wanted.Keys.Concat(generated).Select(Contract).Distinct(StringComparer.Ordinal);
        foreach (var contract in contracts.Order(StringComparer.Ordinal))
        {
            var (written, changed, removed) = (Count(ChangeKind.Missing), Count(ChangeKind.Stale), Count(ChangeKind.LeftOver));
            var all = wanted.Keys.Count(path => string.Equals(Contract(path), contract, StringComparison.Ordinal));
            var unchanged = all - written - changed;
            context.Out.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{contract}: {written} written, {changed} changed, {removed} removed, {unchanged} unchanged"));

            int Count(ChangeKind kind) => changes.Count(
                change => change.Kind == kind && string.Equals(Contract(change.Path), contract, StringComparison.Ordinal));
        }

        if (page is not null)
            context.Out.WriteLine($"{page.Shown}: {(page.IsFresh ? "unchanged" : "changed")}");

        static string Contract(string path) => path.Split('/')[0];
    }

    private static string Word(ChangeKind kind) => kind switch
    {
        ChangeKind.Missing => "missing",
        ChangeKind.Stale => "stale",
        _ => "left over",
    };
}
