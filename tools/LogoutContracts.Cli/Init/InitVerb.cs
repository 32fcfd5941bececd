using System.CommandLine;
using LogoutContracts.Cli.Context;
using LogoutContracts.Drafting;
using LogoutContracts.Drafting.Choosing;
using LogoutContracts.Specs.Model;
using LogoutContracts.Specs.Primitives;

namespace LogoutContracts.Cli.Init;

/// <summary><c>init</c>: drafts a contract from an OpenAPI file.</summary>
internal sealed class InitVerb
{
    private readonly CommandContext context;

    private readonly Argument<string[]> files =
        Verb.Argument("files", "OpenAPI 3.0 or 3.1 file, in YAML or JSON; a recording of calls (*.har); or one of each");

    private readonly Option<string?> id = new("--id")
    {
        HelpName = "ID",
        Description = "Id of the contract, and name of its folder [default: from the title]",
    };

    private readonly Option<string> output = new("--output")
    {
        HelpName = "DIR",
        Description = "Folder of your contracts; the draft is written to DIR/ID",
        DefaultValueFactory = _ => "specs",
    };

    private readonly Option<string?> login = OperationOption("--login", "opens a session");
    private readonly Option<string?> logout = OperationOption("--logout", "ends a session");
    private readonly Option<string?> probe = OperationOption("--probe", "tells a live session from a dead one");

    private readonly Option<string[]> credentials = new("--credential")
    {
        HelpName = "CARRIER",
        Description = "Where requests carry a credential, such as 'header X-Token: {token}' or 'cookie SID={sid}'; repeatable",
    };

    private readonly Option<bool> yes = new("--yes") { Description = "Do not ask; take the most likely operations" };
    private readonly Option<bool> force = new("--force") { Description = "Overwrite an existing draft" };

    private InitVerb(CommandContext context)
    {
        this.context = context;
        files.Arity = ArgumentArity.OneOrMore;
    }

    public static Command Create(CommandContext context)
    {
        var init = new InitVerb(context);
        var verb = new Verb(
            "init", "Draft a contract from an OpenAPI file or a recording: find login, logout, probe and credentials.",
            "init vendor/openapi.yaml",
            "init vendor/openapi.yaml --id shop --output my-specs",
            "init calls.har --id shop",
            "init vendor/openapi.yaml calls.har",
            "init openapi.json --logout 'DELETE /session' --probe getMe --credential 'cookie SID={sid}'")
        {
            init.files,
        };
        Option[] options = [init.id, init.output, init.login, init.logout, init.probe, init.credentials, init.yes, init.force];
        foreach (var option in options)
            verb.Options.Add(option);
        verb.SetAction(init.Init);
        return verb;
    }

    private static Option<string?> OperationOption(string name, string what) => new(name)
    {
        HelpName = "OPERATION",
        Description = $"The operation that {what}: its operationId, or 'METHOD /path'",
    };

    private int Init(ParseResult parsed)
    {
        var source = SourceOf(parsed.GetRequiredValue(files));
        var finding = Roles.Choose(source, OptionsOf(parsed), parsed.GetValue(yes) ? null : context.Ask);
        var folder = parsed.GetRequiredValue(output);
        var contract = parsed.GetValue(id) ?? Drafter.IdFor(finding);
        if (!IsId(contract))
            throw InitErrors.BadId(contract);
        var written = DraftFile.Write(context, source, finding, folder, contract, parsed.GetValue(force));
        InitText.Write(context.Out, finding, written);
        return ExitCodes.Fine;
    }

    private IDraftSource SourceOf(string[] paths)
    {
        var recordings = paths.Where(RecordedSource.IsRecording).ToList();
        var openApi = paths.Except(recordings, StringComparer.Ordinal).ToList();
        if (recordings.Count > 1 || openApi.Count > 1)
            throw InitErrors.TooManyFiles(recordings.Count > 1 ? recordings : openApi);
        var recorded = recordings.Count == 0 ? null : RecordedSource.Load(context, recordings[0]);
        return openApi.Count > 0 ? DraftSource.Load(context, openApi[0], recorded) : recorded!;
    }

    private DraftOptions OptionsOf(ParseResult parsed)
    {
        var carriers = parsed.GetValue(credentials) ?? [];
        foreach (var carrier in carriers)
        {
            var name = carrier.Split('{', 2) is [_, var rest] ? rest.Split('}')[0] : "";
            if (!Template.IsName(name) || Carrier.TryParse(carrier, name) is null)
                throw InitErrors.BadCarrier(carrier, Carrier.Forms);
        }

        return new(parsed.GetValue(login), parsed.GetValue(logout), parsed.GetValue(probe), carriers.ToValueList());
    }

    private static bool IsId(string id) =>
        id.Length > 0 && id.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c is '-') && id[0] is not '-'
            && id[^1] is not '-';
}
