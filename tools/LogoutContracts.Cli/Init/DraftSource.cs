using System.Text;
using LogoutContracts.Cli.Context;
using LogoutContracts.Cli.Contracts;
using LogoutContracts.Drafting;
using LogoutContracts.Drafting.Choosing;
using LogoutContracts.Drafting.Recording;
using LogoutContracts.Specs;

namespace LogoutContracts.Cli.Init;

/// <summary>An OpenAPI file without a contract, from which one is drafted.</summary>
/// <param name="Shown">The path for messages.</param>
/// <param name="Files">The file, and those that it refers to.</param>
/// <param name="Recorded">A recording of the same API; null without one.</param>
internal sealed record DraftSource(
    string Shown, SpecFiles Files, OpenApiContent Content, RecordedSource? Recorded, CommandContext Context) : IDraftSource
{
    /// <exception cref="UserErrorException">The file cannot be read, or already is a contract.</exception>
    public static DraftSource Load(CommandContext context, string path, RecordedSource? recorded = null)
    {
        if (!File.Exists(context.Full(path)))
            throw InitErrors.NoSuchFile(path);
        var files = Repository.LoadAsked(context, path)[0];
        var read = OpenApiFile.Read(files.Spec);
        if (read.Value is not { } content)
            throw ContractErrors.BadSpecs(read.Diagnostics);
        return content.IsContract ? throw InitErrors.IsContract(path) : new(path, files, content, recorded, context);
    }

    public string DraftName => "contract.overlay.yaml";

    public DraftFinding Find(DraftOptions options)
    {
        try
        {
            return Recorded is null ? Drafter.Find(Content.Root, options) : Drafter.Find(Content.Root, Recorded.Recording, options);
        }
        catch (RecordingException e)
        {
            throw InitErrors.BadRecording(Recorded!.Shown, e);
        }
    }

    // Examples that are made from schemas may not fit them; without the schemas they do.
    public WrittenText Draft(DraftFinding finding, string id, int port, string path)
    {
        var extends = Path.GetRelativePath(Path.GetDirectoryName(path)!, Context.Full(Shown)).Replace('\\', '/');
        var strict = Draft(finding, id, port, path, extends, usesSchemas: true);
        if (strict.Read.Value is not null)
            return strict;
        var lax = Draft(finding, id, port, path, extends, usesSchemas: false);
        return lax.Read.Value is not null ? lax : strict;
    }

    private WrittenText Draft(DraftFinding finding, string id, int port, string path, string extends, bool usesSchemas)
    {
        var text = Drafter.Write(finding, id, port, extends, usesSchemas, Recorded?.Recording);
        var files = new SpecFiles(new(Context.Shown(path), Encoding.UTF8.GetBytes(text.Yaml)), null)
        {
            Base = new(extends, Files.Spec),
            References = Files.References,
        };
        return new(text, files, SpecReader.Read(files));
    }
}
