namespace LogoutContracts.Specs.Primitives;

/// <summary>Where something stands in a file. Line and column count from 1, as editors do.</summary>
public sealed record Position(int Line, int Column)
{
    public static Position Start => new(1, 1);

    public override string ToString() => $"{Line}:{Column}";
}
