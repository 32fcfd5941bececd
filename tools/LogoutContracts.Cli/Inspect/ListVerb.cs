using System.CommandLine;
using LogoutContracts.Cli.Certificates;
using LogoutContracts.Cli.Context;
using LogoutContracts.Cli.Contracts;
using LogoutContracts.Cli.Init;
using LogoutContracts.Mocks.Diagrams;
using LogoutContracts.Mocks.Listing;
using LogoutContracts.Mocks.Plans;
using LogoutContracts.MockServer;
using LogoutContracts.Specs.Model;

namespace LogoutContracts.Cli.Inspect;

/// <summary><c>list</c>: prints all variants, each with a request that selects it.</summary>
internal static class ListVerb
{
    public static Command Create(CommandContext context)
    {
        var contracts = ContractReader.Argument();
        var operation = new Option<string?>("--operation") { HelpName = "ID", Description = "List only the variants of this operation" };
        var specs = new SpecOptions();
        var tls = new Option<bool>("--tls") { Description = "List what 'serve --tls' serves, with client certificates in the curl lines" };
        var home = CertificateFolder.Option();
        var flaws = new Option<bool>("--flaws")
        {
            Description = "Instead, list the flaws of 'serve --flaw', and the check of 'audit' that finds each",
        };
        var summary = new Option<bool>("--summary") { Description = "Instead, count the parts of each contract by their basis" };
        var diagram = new Option<bool>("--diagram")
        {
            Description = "Instead, draw the states of sessions and the rules of each operation, as Markdown with Mermaid diagrams; with "
                + "--operation, only its rules",
        };
        var releases = new ReleaseOption("With --diagram: vendor's release, R for all contracts that have it, or CONTRACT=R; repeatable");
        var format = OutputFormat.Option();
        var verb = new Verb(
            "list", "List variants: when each applies, its request as a curl command, its answer, and the basis for it.",
            "list edin --operation logout",
            "list --summary",
            "list laravel --diagram > laravel.md",
            "list crafter --diagram --operation logout --release 3.1.10",
            "list --format json",
            "list symphony --tls",
            "list --flaws",
            "list --specs ../my-specs",
            "list rocketchat --overlay fix.overlay.yaml")
        {
            contracts, operation, summary, diagram, releases.Option, format, tls, home, flaws,
        };
        foreach (var option in specs.All)
            verb.Options.Add(option);
        verb.SetAction(parsed =>
        {
            var (named, asJson) = (parsed.GetValue(contracts) ?? [], OutputFormat.IsJson(parsed.GetValue(format)));
            var draws = parsed.GetValue(diagram);
            if (InspectErrors.OfDiagram(draws, parsed.GetValue(summary), parsed.GetValue(flaws), releases.IsGiven(parsed)).ToList()
                is { Count: > 0 } problems)
                throw CommonErrors.All(problems);
            if (parsed.GetValue(flaws))
                return ListFlaws(context, asJson);
            var source = specs.Choose(context, parsed, named, load: PlainFiles.LoadOrRefuse);
            var asked = specs.IsFile(context, parsed, named) ? [] : named;
            if (parsed.GetValue(summary))
                return Summarize(context, source, asked, asJson);
            if (draws)
            {
                var drawn = Chosen(context, source, asked, parsed.GetValue(operation));
                var releaseOf = releases.Choose(parsed, drawn, [.. drawn.Select(contract => contract.Id)]);
                return Draw(context, ContractReader.Plan(drawn, releaseOf), parsed.GetValue(operation), parsed.GetValue(tls), asJson);
            }

            var folder = parsed.GetValue(tls) ? CertificateFolder.Choose(context, parsed.GetValue(home)) : null;
            return List(context, source, asked, parsed.GetValue(operation), asJson, folder);
        });
        return verb;
    }

    /// <param name="home">Null: list what plain HTTP serves.</param>
    private static int List(
        CommandContext context, SpecSource source, string[] asked, string? operation, bool asJson, CertificateFolder? home)
    {
        var files = home is null ? CurlFiles.Here : new(home.Certificate, home.Clients);
        var listed = ContractReader.Plan(Chosen(context, source, asked, operation)).Select(plan => home is null ? plan : plan.OverTls())
            .SelectMany(plan => plan.Variants.Where(IsAsked).Select(variant => (plan, variant))).ToList();
        if (asJson)
            context.Out.WriteLine(JsonText.Array(
                listed, (json, each) => VariantJson.Write(json, each.plan, each.variant, VariantWords.BaseUrl(each.plan), files)));
        else
            ListText.Write(context.Out, listed, files);
        return ExitCodes.Fine;

        bool IsAsked(PlannedVariant variant) =>
            operation is null || string.Equals(variant.Operation, operation, StringComparison.Ordinal);
    }

    /// <summary>The contracts to list.</summary>
    /// <exception cref="UserErrorException">A contract is unknown or invalid, or none has the operation.</exception>
    private static IReadOnlyList<Contract> Chosen(CommandContext context, SpecSource source, string[] asked, string? operation)
    {
        var contracts = ContractReader.Read(context, source.All(), asked);
        var operations = contracts.SelectMany(contract => contract.Operations).Select(each => each.Id)
            .Distinct(StringComparer.Ordinal).ToList();
        return operation is null || operations.Contains(operation, StringComparer.Ordinal)
            ? contracts : throw InspectErrors.UnknownOperation(operation, operations);
    }

    private static int Draw(CommandContext context, IReadOnlyList<MockPlan> plans, string? operation, bool overTls, bool asJson)
    {
        var diagrams = plans.SelectMany(plan => ContractDiagrams.Of(overTls ? plan.OverTls() : plan))
            .Where(diagram => operation is null || string.Equals(diagram.Operation, operation, StringComparison.Ordinal)).ToList();
        if (asJson)
            context.Out.WriteLine(JsonText.Array(diagrams, DiagramListText.WriteJson));
        else
            DiagramListText.Write(context.Out, diagrams);
        return ExitCodes.Fine;
    }

    private static int Summarize(CommandContext context, SpecSource source, string[] asked, bool asJson)
    {
        var summaries = ContractReader.Read(context, source.All(), asked).Select(BasisSummary.Of).ToList();
        summaries.Add(BasisSummary.Total(summaries));
        if (asJson)
            context.Out.WriteLine(JsonText.Array(summaries, SummaryText.WriteJson));
        else
            SummaryText.Write(context.Out, summaries);
        return ExitCodes.Fine;
    }

    private static int ListFlaws(CommandContext context, bool asJson)
    {
        if (asJson)
            context.Out.WriteLine(JsonText.Array(FlawCatalog.All, FlawListText.WriteJson));
        else
            FlawListText.Write(context.Out);
        return ExitCodes.Fine;
    }
}
