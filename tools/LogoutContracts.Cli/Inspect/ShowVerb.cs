using System.CommandLine;
using LogoutContracts.Cli.Context;
using LogoutContracts.Cli.Contracts;
using LogoutContracts.Cli.Init;
using LogoutContracts.Specs;

namespace LogoutContracts.Cli.Inspect;

/// <summary><c>show</c>: prints a contract's spec, with its overlays applied, as one file.</summary>
internal static class ShowVerb
{
    public static Command Create(CommandContext context)
    {
        var contract = new Argument<string>("contract") { Description = "Contract id, such as rocketchat" };
        var origin = new Option<bool>("--origin")
        {
            Description = "End each line with a comment that names the file and line that it comes from",
        };
        var specs = new SpecOptions();
        var verb = new Verb(
            "show", "Print the spec of a contract, with the overlays applied, as one OpenAPI 3.1 file.",
            "show rocketchat",
            "show rocketchat --overlay fix.overlay.yaml",
            "show rocketchat --overlay fix.overlay.yaml --origin",
            "show shop --specs ../my-specs")
        {
            contract, origin,
        };
        foreach (var option in specs.All)
            verb.Options.Add(option);
        verb.SetAction(parsed =>
        {
            var asked = parsed.GetRequiredValue(contract);
            var read = specs.Choose(context, parsed, [asked], load: PlainFiles.LoadOrRefuse).All();
            var spec = specs.IsFile(context, parsed, [asked]) ? read[0] : ContractReader.Find(context, read, asked);
            return Show(context, spec, parsed.GetValue(origin));
        });
        return verb;
    }

    private static int Show(CommandContext context, SpecFiles spec, bool withOrigin)
    {
        var written = SpecWriter.Write(spec, withOrigin);
        context.Out.Write(written.Value ?? throw ContractErrors.BadSpecs(written.Diagnostics));
        return ExitCodes.Fine;
    }
}
