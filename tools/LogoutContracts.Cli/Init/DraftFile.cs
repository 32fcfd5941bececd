using LogoutContracts.Cli.Context;
using LogoutContracts.Cli.Contracts;
using LogoutContracts.Cli.Files;
using LogoutContracts.Drafting.Choosing;
using LogoutContracts.Specs;
using LogoutContracts.Specs.Diagnostics;

namespace LogoutContracts.Cli.Init;

/// <summary>The file that <c>init</c> writes.</summary>
internal static class DraftFile
{
    /// <exception cref="UserErrorException">The file exists, or cannot be written.</exception>
    public static WrittenDraft Write(
        CommandContext context, IDraftSource source, DraftFinding finding, string folder, string id, bool overwrites)
    {
        var path = context.Full(Path.Combine(folder, id, source.DraftName));
        if (File.Exists(path) && !overwrites)
            throw InitErrors.Exists(context.Shown(path));
        var draft = source.Draft(finding, id, FreePort.Among(Others(context, folder, path)), path);
        try
        {
            AtomicFile.Write(path, draft.Draft.Yaml);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw CommonErrors.File(context.Shown(path), e);
        }

        return new(context.Shown(path), folder, id, draft.Draft.Questions, draft.Read);
    }

    /// <summary>The contracts that may be served together with the new one.</summary>
    private static IEnumerable<SpecFiles> Others(CommandContext context, string folder, string path)
    {
        var full = context.Full(folder);
        var own = Directory.Exists(full) ? Repository.Load(context, full) : [];
        return context.BuiltIn().Concat(own.Where(spec => !string.Equals(context.Full(spec.Spec.Name), path, StringComparison.Ordinal)));
    }
}

/// <param name="Path">For messages.</param>
/// <param name="Folder">As the user gave it.</param>
/// <param name="Read">The draft, read again.</param>
internal sealed record WrittenDraft(
    string Path, string Folder, string Id, IReadOnlyList<string> Questions, Parsed<Specs.Model.Contract> Read);
