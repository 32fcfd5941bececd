using System.Text;
using LogoutContracts.Cli.Context;
using LogoutContracts.Drafting;
using LogoutContracts.Drafting.Choosing;
using LogoutContracts.Drafting.Recording;
using LogoutContracts.Specs;

namespace LogoutContracts.Cli.Init;

/// <summary>A recording of calls, from which a spec is drafted.</summary>
internal sealed record RecordedSource(string Shown, CallRecording Recording, CommandContext Context) : IDraftSource
{
    public string DraftName => "openapi.yaml";

    public static bool IsRecording(string path) => Path.GetExtension(path).Equals(".har", StringComparison.OrdinalIgnoreCase);

    /// <exception cref="UserErrorException">The file cannot be read, or is not a recording with a session.</exception>
    public static RecordedSource Load(CommandContext context, string path)
    {
        var full = context.Full(path);
        if (!File.Exists(full))
            throw InitErrors.NoSuchFile(path);
        try
        {
            return new(path, CallRecording.Read(InputFile.Read(full)), context);
        }
        catch (RecordingException e)
        {
            throw InitErrors.BadRecording(path, e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw CommonErrors.File(path, e);
        }
    }

    public DraftFinding Find(DraftOptions options) => Drafter.Find(Recording, options);

    public WrittenText Draft(DraftFinding finding, string id, int port, string path)
    {
        try
        {
            var text = Drafter.Write(Recording, finding, id, port);
            var files = new SpecFiles(new(Context.Shown(path), Encoding.UTF8.GetBytes(text.Yaml)), null);
            return new(text, files, SpecReader.Read(files));
        }
        catch (RecordingException e)
        {
            throw InitErrors.BadRecording(Shown, e);
        }
    }
}
