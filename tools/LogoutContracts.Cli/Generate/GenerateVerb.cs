using System.CommandLine;
using System.Globalization;
using LogoutContracts.Cli.Context;
using LogoutContracts.Cli.Contracts;
using LogoutContracts.Cli.Init;

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
            Description = "Folder for the stubs, with one folder per contract [default: mocks; the default also updates the docs]",
        };
        var specs = new Option<string?>("--specs")
        {
            HelpName = "DIR",
            Description = "With --output: use your own contracts: a spec, its folder, or a folder with one folder per contract",
        };
        var overlays = SpecOptions.OverlayOption();
        var verb = new Verb(
            "generate",
            "Write the WireMock and WireMock.Net stubs of all contracts, the tables in docs/contracts.md, and docs/diagrams.md.",
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
            var state = new GeneratedState(context, plans, root, repository?.Pages ?? []);
            if (check)
                return Check(context, state.NotFresh, state.Wanted.Count, output);
            state.Renew();
            Report(context, state);
            return ExitCodes.Fine;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw CommonErrors.File(context.Shown(root), e);
        }
    }

    private static int Check(CommandContext context, IReadOnlyList<FileChange> changes, int wanted, string? output)
    {
        foreach (var change in changes)
            context.Out.WriteLine($"{change.Word,-9} {change.Path}");
        if (changes.Count == 0)
        {
            context.Out.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{wanted} files, all up to date"));
            return ExitCodes.Fine;
        }

        context.Error.WriteLine(GenerateErrors.NotFresh(changes.Count, CommandFor(output)));
        return ExitCodes.ContractDoesNotHold;
    }

    /// <summary>The command that renews the generated files.</summary>
    /// <param name="output">The folder of the stubs; null for those of this repository.</param>
    public static string CommandFor(string? output) => output is null
        ? "dotnet run --project tools/LogoutContracts.Cli -- generate" : $"{ProgramInfo.Name} generate --output {output}";

    private static void Report(CommandContext context, GeneratedState state)
    {
        var (wanted, changes) = (state.Wanted, state.Changes);
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

        foreach (var page in state.Pages)
            context.Out.WriteLine($"{page.Shown}: {(page.IsFresh ? "unchanged" : "changed")}");

        static string Contract(string path) => path.Split('/')[0];
    }
}
