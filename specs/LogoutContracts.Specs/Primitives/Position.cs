namespace LogoutContracts.Specs.Primitives;

/// <summary>A position in a file. Lines and columns count from 1, as in editors.</summary>
public sealed record Position(int Line, int Column)
{
    public static Position Start => new(1, 1);

    public override string ToString() => $"{Line}:{Column}";
}
