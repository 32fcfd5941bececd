using System.CommandLine;
using LogoutContracts.Cli.Context;
using LogoutContracts.Cli.Contracts;
using LogoutContracts.Cli.Diff;
using LogoutContracts.Cli.Gate.Bases;
using LogoutContracts.Cli.Gate.Parts;
using LogoutContracts.Cli.Generate;
using LogoutContracts.Cli.Git;
using LogoutContracts.Cli.Options;
using LogoutContracts.Diffing.Changes;

namespace LogoutContracts.Cli.Gate;

/// <summary><c>gate</c>: judges in CI whether a change of contracts may be merged.</summary>
internal sealed class GateVerb
{
    private readonly CommandContext context;

    private readonly Option<string> baseRevision = new("--base")
    {
        HelpName = "REF",
        Description = "Branch, tag or commit to compare with; its last common commit with HEAD is the base. Nothing is fetched",
        Required = true,
    };

    private readonly Option<string[]> specs = new("--specs")
    {
        HelpName = "DIR",
        Description = "Folder of contracts, as for the other verbs; repeatable [default: specs]",
    };

    private readonly Option<string?> stubs = new("--stubs")
    {
        HelpName = "DIR",
        Description = "Folder that 'generate --output' has written; its files must be up to date",
    };

    private readonly Option<string?> documents = new("--documents")
    {
        HelpName = "DIR",
        Description = "Folder of pages of documentation, each named after its contract, such as rocketchat.md; see drift",
    };

    private readonly Option<string?> settings = SettingsOption.Create();

    private readonly Option<string> failOn = FailOnOption.Create(ChangeLevel.Error, DiffText.FailOn);

    private readonly Option<string[]> reports = ReportOption.Create();

    private GateVerb(CommandContext context) => this.context = context;

    public static Command Create(CommandContext context)
    {
        var gate = new GateVerb(context);
        var verb = new Verb(
            "gate",
            "Judge in CI whether a change of contracts may be merged: lint, stubs, differences from a base, weaker promises, and drift.",
            "gate --base origin/main",
            "gate --base HEAD^1 --specs contracts --specs more-contracts",
            "gate --base origin/main --documents vendor-pages",
            "gate --base origin/main --fail-on warning --report markdown=gate.md");
        Option[] options = [gate.baseRevision, gate.specs, gate.stubs, gate.documents, gate.settings, gate.failOn, gate.reports];
        foreach (var option in options)
            verb.Options.Add(option);
        verb.SetAction(parsed => gate.GateAsync(parsed));
        return verb;
    }

    private async Task<int> GateAsync(ParseResult parsed)
    {
        var files = ReportOption.Read(context, parsed.GetValue(reports));
        var started = context.Clock.GetUtcNow();
        var least = FailOnOption.Read<ChangeLevel>(parsed.GetValue(failOn));
        try
        {
            var result = await JudgeAsync(parsed, least);
            GateText.Write(context.VisibleOut, result, new(context.Width, least, DateOnly.FromDateTime(started.UtcDateTime)));
            Write(result);
            return result.ExitCode;
        }
        catch (UserErrorException e)
        {
            // The reports of a run that failed early must not look like those of a run that found nothing.
            Write(new(null, [new("gate", "", [], [e.Message])], least));
            throw;
        }

        void Write(GateResult result) =>
            files.Write(GateReport.Of(result, started, context.Clock.GetUtcNow() - started), GateMarkdown.Write(result));
    }

    private async Task<GateResult> JudgeAsync(ParseResult parsed, ChangeLevel least)
    {
        var repository = new GitRepository(context, context.Directory);
        var reference = GateBase.Of(repository, parsed.GetRequiredValue(baseRevision));
        var accepted = new GateSettings(context, parsed.GetValue(settings));
        IReadOnlyList<SpecFolder> folders = [.. Folders(parsed).Select(path => SpecFolder.Read(context, path))];
        using var objects = repository.Objects();
        var old = reference.Commit is null ? null : new BaseSpecs(context, repository, objects, reference);
        var subject = new GateSubject(folders, old?.Pair(folders));
        var pages = parsed.GetValue(documents) is { } asked ? DocumentFolder.Read(context, asked, old) : null;
        IGatePart[] parts =
        [
            new LintPart(), new StubsPart(context, StubsOf(parsed, folders)), new ChangesPart(accepted), new PromisesPart(accepted),
            new DriftPart(pages, old, accepted), new SettingsPart(accepted, old),
        ];
        var results = new List<PartResult>();
        foreach (var part in parts)
            results.Add(await part.CheckAsync(subject));
        return new(reference, results, least);
    }

    private IReadOnlyList<string> Folders(ParseResult parsed)
    {
        if (parsed.GetValue(specs) is { Length: > 0 } asked)
            return [.. asked.DistinctBy(context.Full, StringComparer.Ordinal)];
        var found = Repository.Find(context.Directory)?.Specs ?? context.Full("specs");
        return Directory.Exists(found) ? [found] : throw GateErrors.NoSpecs();
    }

    private StubsPlace? StubsOf(ParseResult parsed, IReadOnlyList<SpecFolder> folders)
    {
        if (parsed.GetValue(stubs) is { } folder)
            return new(context.Full(folder), [], null, GenerateVerb.CommandFor(folder));
        return Repository.Find(context.Directory) is { } repository
            && folders.Any(each => string.Equals(each.Path, repository.Specs, StringComparison.Ordinal))
            ? new(repository.Mocks, repository.Pages, repository.Specs, GenerateVerb.CommandFor(null)) : null;
    }
}
