using LogoutContracts.Cli.Context;
using LogoutContracts.Cli.Git;

namespace LogoutContracts.Cli.Sources;

/// <summary>Where one side of a comparison comes from.</summary>
internal abstract record ContractSource(string Text)
{
    /// <summary>The accepted forms, for messages.</summary>
    public const string Forms =
        "a spec, its folder, a folder of such folders, one of these at a commit (git:REF:PATH), " +
        "or a contract such as rocketchat or rocketchat@7";

    /// <summary>Reads an argument. Files and folders that exist take precedence over the names of contracts.</summary>
    /// <exception cref="UserErrorException">The text has none of the <see cref="Forms"/>.</exception>
    public static ContractSource Parse(CommandContext context, string text)
    {
        var full = context.Full(text);
        if (GitSource.IsOne(text) || File.Exists(full) || Directory.Exists(full))
            return new FileSource(text);
        return text.Split('@') switch
        {
            [{ Length: > 0 } id] when !text.AsSpan().ContainsAny('/', '\\', '.') => new NamedSource(text, id, null),
            [{ Length: > 0 } id, { Length: > 0 } release] when !id.AsSpan().ContainsAny('/', '\\', '.') =>
                new NamedSource(text, id, release),
            _ => throw SourceErrors.Unknown(text),
        };
    }

    /// <summary>Reads the contracts.</summary>
    /// <exception cref="UserErrorException">They cannot be read, or are invalid.</exception>
    public abstract LoadedContracts Load(CommandContext context);
}
