using LogoutContracts.Cli.Context;
using LogoutContracts.Cli.Contracts;
using LogoutContracts.Cli.Init;
using LogoutContracts.Specs;
using LogoutContracts.Specs.Model;
using LogoutContracts.Specs.Reading.Documents;

namespace LogoutContracts.Cli.Run;

/// <summary>Reads the Arazzo file that the user gave, and the contract that it refers to.</summary>
internal static class WorkflowFile
{
    /// <returns>The contract, with the workflows of this file only.</returns>
    /// <exception cref="UserErrorException">A file does not exist, or has problems; all are reported.</exception>
    public static Contract Read(CommandContext context, string path)
    {
        if (!File.Exists(context.Full(path)))
            throw RunErrors.NoWorkflowFile(path);
        var workflows = Load(context, path);
        if (SpecReader.SourceOf(workflows) is not { } source)
        {
            PlainFiles.LoadOrRefuse(context, path);
            throw ContractErrors.BadSpecs(SpecReader.Check(workflows));
        }

        if (source.Contains("://", StringComparison.Ordinal))
            throw RunErrors.RemoteSource(workflows.Name, source);
        var spec = Path.GetFullPath(source, Path.GetDirectoryName(context.Full(path))!);
        if (!File.Exists(spec))
            throw RunErrors.NoSource(workflows.Name, source);
        var read = SpecReader.Read(PlainFiles.LoadOrRefuse(context, context.Shown(spec))[0] with { Workflows = workflows });
        return read.Value ?? throw ContractErrors.BadSpecs(read.Diagnostics);
    }

    public static TextFile Load(CommandContext context, string path)
    {
        try
        {
            return new(context.Shown(context.Full(path)), InputFile.Read(context.Full(path)));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw CommonErrors.File(path, e);
        }
    }
}
