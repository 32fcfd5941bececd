using LogoutContracts.Specs;

namespace LogoutContracts.Cli.Context;

/// <summary>What a verb sees of the world, so that tests can give it another one.</summary>
/// <param name="Out">Results.</param>
/// <param name="Error">Everything else.</param>
/// <param name="Stop">Asked once, by a verb that runs until it is told to stop.</param>
/// <param name="Directory">Where relative paths start.</param>
/// <param name="Width">Columns that help may take.</param>
/// <param name="BuiltIn">The specs that travel inside the program.</param>
internal sealed record CommandContext(TextWriter Out, TextWriter Error, Func<CancellationToken> Stop, string Directory, int Width, Func<IReadOnlyList<SpecFiles>> BuiltIn)
{
    /// <summary>Variables of the environment; null: not set.</summary>
    public Func<string, string?> Variable { get; init; } = static _ => null;

    /// <summary>Whether a person reads <see cref="Error"/> on a terminal that shows colours.</summary>
    public bool Colours { get; init; }

    /// <summary><see cref="Out"/> for text that may come from a target.</summary>
    public TextWriter VisibleOut => new VisibleWriter(Out);

    public string Full(string path) => Path.GetFullPath(path, Directory);

    /// <summary>A path as messages name it: from here where it lies below, with slashes everywhere.</summary>
    public string Shown(string path)
    {
        var relative = Path.GetRelativePath(Directory, path);
        return (relative.StartsWith("..", StringComparison.Ordinal) ? path : relative).Replace('\\', '/');
    }
}
