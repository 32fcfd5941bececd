namespace LogoutContracts.Specs.Model;

/// <summary>What a header, a cookie or a query parameter must look like.</summary>
public abstract record ValuePattern
{
    private ValuePattern()
    {
    }

    public sealed record Absent : ValuePattern
    {
        public override string ToString() => "absent";
    }

    public sealed record Present : ValuePattern
    {
        public override string ToString() => "present";
    }

    public sealed record Exact(string Value) : ValuePattern
    {
        public override string ToString() => $"'{Value}'";
    }

    /// <summary>A regular expression that must match somewhere in the value; without backreferences and lookaround, so that matching takes linear time.</summary>
    public sealed record Matches(string Regex) : ValuePattern
    {
        public override string ToString() => $"like /{Regex}/";
    }
}
