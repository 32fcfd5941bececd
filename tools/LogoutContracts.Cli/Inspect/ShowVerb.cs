using System.CommandLine;
using LogoutContracts.Cli.Context;
using LogoutContracts.Cli.Contracts;
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
            return Show(context, specs.Choose(context, parsed, [asked]), asked, parsed.GetValue(origin));
        });
        return verb;
    }

    private static int Show(CommandContext context, SpecSource source, string asked, bool withOrigin)
    {
        var written = SpecWriter.Write(ContractReader.Find(context, source.All(), asked), withOrigin);
        context.Out.Write(written.Value ?? throw ContractErrors.BadSpecs(written.Diagnostics));
        return ExitCodes.Fine;
    }
}
