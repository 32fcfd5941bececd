using LogoutContracts.Drafting.Choosing;
using LogoutContracts.Specs;

namespace LogoutContracts.Cli.Context;

/// <summary>Everything that a verb gets from its environment, so that tests can replace it.</summary>
/// <param name="Out">Standard output: results only.</param>
/// <param name="Error">Standard error: errors, warnings and progress.</param>
/// <param name="Stop">Called once by verbs that run until they are stopped.</param>
/// <param name="Directory">Base of relative paths.</param>
/// <param name="Width">Line width of help and text output, in columns.</param>
/// <param name="BuiltIn">The specs that are embedded in the program.</param>
internal sealed record CommandContext(
    TextWriter Out, TextWriter Error, Func<CancellationToken> Stop, string Directory, int Width, Func<IReadOnlyList<SpecFiles>> BuiltIn)
{
    /// <summary>Called once by verbs that report what they have when the token is cancelled.</summary>
    public Func<CancellationToken> Interrupt { get; init; } = static () => default;

    /// <summary>Reads an environment variable; null if it is not set.</summary>
    public Func<string, string?> Variable { get; init; } = static _ => null;

    /// <summary>Standard input; null if it is a terminal.</summary>
    public Func<Stream?> In { get; init; } = static () => null;

    /// <summary>Whether <see cref="Error"/> is a terminal that supports colours.</summary>
    public bool Colours { get; init; }

    /// <summary>The clock for waits and timeouts.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;

    /// <summary>Asks the user on a terminal which operation has a role; null without a terminal.</summary>
    public Func<OpenRole, string>? Ask { get; init; }

    /// <summary><see cref="Out"/> for text that may come from a target.</summary>
    public TextWriter VisibleOut => new VisibleWriter(Out);

    public string Full(string path) => Path.GetFullPath(path, Directory);

    /// <summary>A path as messages show it: relative if it is below <see cref="Directory"/>, and always with slashes.</summary>
    public string Shown(string path)
    {
        var relative = Path.GetRelativePath(Directory, path);
        return (relative.StartsWith("..", StringComparison.Ordinal) ? path : relative).Replace('\\', '/');
    }
}
