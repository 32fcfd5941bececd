namespace LogoutContracts.Specs.Primitives;

/// <summary>A position in a file. Lines and columns count from 1, as in editors.</summary>
public sealed record Position(int Line, int Column)
{
    public static Position Start => new(1, 1);

    /// <summary>The overlay that the position is in; null for the file that is being read.</summary>
    public string? File { get; init; }

    /// <summary>In an overlay: the part of the spec that it was applied to. Its <see cref="File"/> is never null.</summary>
    public Position? AppliedTo { get; init; }

    /// <summary>The name of the preset that wrote this; the position is where the spec names the preset. Otherwise null.</summary>
    public string? Preset { get; init; }

    public override string ToString() => $"{Line}:{Column}";

    /// <summary>File and line, for messages, and the preset.</summary>
    /// <param name="file">The file that is being read.</param>
    public string In(string file) => $"{File ?? file}:{Line}{(Preset is null ? "" : $" (preset {Preset})")}";
}
