using LogoutContracts.Cli.Context;
using LogoutContracts.Cli.Contracts;
using LogoutContracts.Specs;
using LogoutContracts.Specs.Model;
using LogoutContracts.Specs.Reading.Documents;

namespace LogoutContracts.Cli.Run;

/// <summary>An Arazzo file that somebody has named, and the contract that it is about.</summary>
internal static class WorkflowFile
{
    /// <returns>The contract, with the file's workflows and no others.</returns>
    /// <exception cref="UserErrorException">A file is not there, or something is wrong with what is in it; says all that is.</exception>
    public static Contract Read(CommandContext shell, string path)
    {
        if (!File.Exists(shell.Full(path)))
            throw RunErrors.NoWorkflowFile(path);
        var workflows = Load(shell, path);
        if (SpecReader.SourceOf(workflows) is not { } source)
            throw ContractErrors.BadSpecs(SpecReader.Check(workflows));
        if (source.Contains("://", StringComparison.Ordinal))
            throw RunErrors.RemoteSource(workflows.Name, source);
        var spec = Path.GetFullPath(source, Path.GetDirectoryName(shell.Full(path))!);
        if (!File.Exists(spec))
            throw RunErrors.NoSource(workflows.Name, source);
        var file = Load(shell, spec);
        var read = SpecReader.Read(file.Name, file.Utf8.Span, workflows);
        return read.Value ?? throw ContractErrors.BadSpecs(read.Diagnostics);
    }

    public static TextFile Load(CommandContext shell, string path)
    {
        try
        {
            return new(shell.Shown(shell.Full(path)), File.ReadAllBytes(shell.Full(path)));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw CommonErrors.File(path, e);
        }
    }
}
