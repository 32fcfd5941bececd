namespace LogoutContracts.Specs.Model;

/// <summary>A condition on the value of a header, cookie or query parameter.</summary>
public abstract record ValuePattern
{
    private ValuePattern()
    {
    }

    /// <summary>The header, cookie or parameter must not be present.</summary>
    public sealed record Absent : ValuePattern
    {
        public override string ToString() => "absent";
    }

    /// <summary>It must be present, with any value.</summary>
    public sealed record Present : ValuePattern
    {
        public override string ToString() => "present";
    }

    /// <summary>The value must be equal, including case.</summary>
    public sealed record Exact(string Value) : ValuePattern
    {
        public override string ToString() => $"'{Value}'";
    }

    /// <summary>A regular expression, without backreferences and lookarounds, that must match anywhere in the value.</summary>
    public sealed record Matches(string Regex) : ValuePattern
    {
        public override string ToString() => $"like /{Regex}/";
    }
}
