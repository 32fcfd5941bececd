using System.CommandLine;
using LogoutContracts.Cli.Certificates;
using LogoutContracts.Cli.Context;
using LogoutContracts.Cli.Contracts;
using LogoutContracts.MockServer;
using LogoutContracts.Mocks.Listing;
using LogoutContracts.Mocks.Plans;

namespace LogoutContracts.Cli.Inspect;

/// <summary><c>list</c>: every variant of every contract, with the request that shows it.</summary>
internal static class ListVerb
{
    public static Command Create(CommandContext shell)
    {
        var contracts = ContractReader.Argument();
        var operation = new Option<string?>("--operation") { HelpName = "ID", Description = "Only the variants of this operation" };
        var specs = new SpecOptions();
        var tls = new Option<bool>("--tls") { Description = "As 'serve --tls' serves them: lines with client certificates" };
        var home = CertificateFolder.Option();
        var flaws = new Option<bool>("--flaws") { Description = "Instead: what mocks can get wrong on purpose ('serve --flaw'), and which check of 'audit' finds it" };
        var format = OutputFormat.Option();
        var verb = new Verb(
            "list", "Print every variant of all contracts, or of those named: when it holds, its request as a curl line, its answer, and why we believe it.",
            "list edin --operation logout", "list --format json", "list symphony --tls", "list --flaws", "list --specs ../my-specs", "list rocketchat --overlay fix.overlay.yaml")
        {
            contracts, operation, format, tls, home, flaws,
        };
        foreach (var option in specs.All)
            verb.Options.Add(option);
        verb.SetAction(parsed => parsed.GetValue(flaws) ? ListFlaws(shell, OutputFormat.IsJson(parsed.GetValue(format))) : List(shell, specs.Choose(shell, parsed, parsed.GetValue(contracts) ?? []), parsed.GetValue(contracts) ?? [], parsed.GetValue(operation), OutputFormat.IsJson(parsed.GetValue(format)), parsed.GetValue(tls) ? CertificateFolder.Choose(shell, parsed.GetValue(home)) : null));
        return verb;
    }

    /// <param name="home">Null: as over plain HTTP.</param>
    private static int List(CommandContext shell, SpecSource source, string[] asked, string? operation, bool asJson, CertificateFolder? home)
    {
        var contracts = ContractReader.Read(shell, source.All(), asked);
        var operations = contracts.SelectMany(contract => contract.Operations).Select(each => each.Id).Distinct(StringComparer.Ordinal).ToList();
        if (operation is not null && !operations.Contains(operation, StringComparer.Ordinal))
            throw InspectErrors.UnknownOperation(operation, operations);

        var files = home is null ? CurlFiles.Here : new(home.Certificate, home.Clients);
        var listed = ContractReader.Plan(contracts).Select(plan => home is null ? plan : plan.OverTls()).SelectMany(plan => plan.Variants.Where(IsAsked).Select(variant => (plan, variant))).ToList();
        if (asJson)
            shell.Out.WriteLine(JsonText.Array(
                listed, (json, each) => VariantJson.Write(json, each.plan, each.variant, VariantWords.BaseUrl(each.plan), files)));
        else
            ListText.Write(shell.Out, listed, files);
        return ExitCodes.Fine;

        bool IsAsked(PlannedVariant variant) => operation is null || string.Equals(variant.Operation, operation, StringComparison.Ordinal);
    }

    private static int ListFlaws(CommandContext shell, bool asJson)
    {
        if (asJson)
            shell.Out.WriteLine(JsonText.Array(FlawCatalog.All, FlawListText.WriteJson));
        else
            FlawListText.Write(shell.Out);
        return ExitCodes.Fine;
    }
}
